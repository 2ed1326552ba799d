package dev.pharos.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who a worker is.
 *
 * @param id new at each start of its process, so that nobody takes it for the one before
 * @param name for people
 * @param startedAt when its process started
 */
record WorkerIdentity(String id, String name, Instant startedAt) {
  private static final int SUFFIX_BYTES = 4;

  /** A new worker with the configured name, or that of its machine. */
  static WorkerIdentity create(Optional<String> configuredName, Instant now) {
    var name = configuredName.orElseGet(WorkerIdentity::machine);
    var suffix = new byte[SUFFIX_BYTES];
    new SecureRandom().nextBytes(suffix);
    return new WorkerIdentity(name + "-" + HexFormat.of().formatHex(suffix), name, now);
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "worker";
    }
  }
}
