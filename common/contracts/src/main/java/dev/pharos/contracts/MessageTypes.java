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

  /** The file name of a message record's JSON Schema, such as {@code job.submit.v1.json}. */
  static String schemaFile(Class<?> message) {
    var type = typeOf(message);
    return type.name() + ".v" + type.version() + ".json";
  }

  private static MessageType typeOf(Class<?> message) {
    var type = message.getAnnotation(MessageType.class);
    if (type == null) {
      throw new IllegalArgumentException(message.getName() + " carries no @MessageType");
    }
    return type;
  }
}
