package dev.pharos.contracts;

/** From a message record to its CloudEvents type and back to its schema. */
public final class MessageTypes {
  private static final String PREFIX = "dev.pharos.";

  private MessageTypes() {}

  /**
   * The CloudEvents type of a message record, such as {@code dev.pharos.job.submit.v1}.
   *
   * @throws IllegalArgumentException if the record carries no {@link MessageType}
   */
  public static String cloudEventType(Class<?> message) {
    var type = typeOf(message);
    return PREFIX + type.name() + ".v" + type.version();
  }

  /** The class path resource that holds the JSON Schema of a message record. */
  static String schemaResource(Class<?> message) {
    var type = typeOf(message);
    return "/dev/pharos/contracts/schemas/" + type.name() + ".v" + type.version() + ".json";
  }

  private static MessageType typeOf(Class<?> message) {
    var type = message.getAnnotation(MessageType.class);
    if (type == null) {
      throw new IllegalArgumentException(message.getName() + " carries no @MessageType");
    }
    return type;
  }
}
