package dev.pharos.testkit;

/** The servers that all tests of a JVM share. */
sealed interface Backend extends AutoCloseable permits EmbeddedBackend, ContainerBackend {
  /** Set to {@code containers} by the Maven profile of that name. */
  String PROPERTY = "pharos.test.servers";

  /** Starts what the build asks for. */
  static Backend start() {
    var wanted = System.getProperty(PROPERTY, "embedded");
    return switch (wanted) {
      case "embedded" -> EmbeddedBackend.start();
      case "containers" -> ContainerBackend.start();
      default ->
          throw new IllegalArgumentException(
              "system property %s is '%s', must be 'embedded' or 'containers'"
                  .formatted(PROPERTY, wanted));
    };
  }

  /** Where Kafka clients connect. */
  String bootstrapServers();

  /** The JDBC URL of a database of the server, without user and password. */
  String jdbcUrl(String database);

  /** A database that exists from the start, for making others. */
  String maintenanceDatabase();

  /** A role that may create databases. */
  String user();

  String password();

  @Override
  void close();
}
