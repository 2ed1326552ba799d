package dev.pharos.platform.local;

import dev.pharos.embedded.LoopbackPorts;
import dev.pharos.runtime.StartException;
import java.util.HashSet;
import java.util.Set;

/**
 * Where everything listens on 127.0.0.1.
 *
 * @param registry dashboard and API
 * @param datasets dataset service
 * @param serving serving gateway
 * @param admin health and metrics
 * @param kafka the broker; 0 if it may choose any free port when it starts
 * @param postgres the database server; 0 likewise
 */
record Ports(int registry, int datasets, int serving, int admin, int kafka, int postgres) {
  private static final int ADMIN = 9090;

  /**
   * The ports that were asked for, which must be free, and for the others the usual ones or any.
   *
   * @throws StartException naming the option when a port is in use
   */
  static Ports choose(PlatformOptions options) {
    var taken = new HashSet<Integer>();
    var registry = asked("--port", options.port(), taken);
    var kafka = options.kafkaPort() == 0 ? 0 : asked("--kafka-port", options.kafkaPort(), taken);
    var postgres =
        options.postgresPort() == 0 ? 0 : asked("--postgres-port", options.postgresPort(), taken);
    var plain = options.port() != 0;
    return new Ports(
        registry,
        preferred(plain ? registry + 1 : 0, taken),
        preferred(plain ? registry + 2 : 0, taken),
        preferred(options.port() == PlatformOptions.PORT ? ADMIN : 0, taken),
        kafka,
        postgres);
  }

  private static int asked(String option, int port, Set<Integer> taken) {
    if (port == 0) {
      return preferred(0, taken);
    }
    if (port < 0 || port > 65_535) {
      throw new StartException(
          "%s %d is not between 0 (any free port) and 65535".formatted(option, port));
    }
    if (!taken.add(port)) {
      throw new StartException("%s %d is asked for twice".formatted(option, port));
    }
    if (!LoopbackPorts.isFree(port)) {
      throw new StartException(
          "port %d on %s is in use. Stop what listens there (another platform?), or choose another port with %s (0: any free one)"
              .formatted(port, LoopbackPorts.HOST, option));
    }
    return port;
  }

  private static int preferred(int port, Set<Integer> taken) {
    if (port > 0 && port <= 65_535 && LoopbackPorts.isFree(port) && taken.add(port)) {
      return port;
    }
    while (true) {
      var free = LoopbackPorts.free();
      if (taken.add(free)) {
        return free;
      }
    }
  }
}
