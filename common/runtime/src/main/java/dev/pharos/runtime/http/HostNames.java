package dev.pharos.runtime.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names by which a service that is bound to this machine may be addressed. A page of another
 * site can make a browser resolve its own name to 127.0.0.1 (DNS rebinding); the Host header still
 * carries that name, and is refused.
 */
final class HostNames {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final Set<String> allowed = new HashSet<>(LOOPBACK);

  HostNames(Collection<String> more) {
    more.forEach(name -> allowed.add(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether the host of a Host header (without its port) is one of ours. */
  boolean allow(String host) {
    if (host == null) {
      return false;
    }
    var name = host.toLowerCase(Locale.ROOT);
    return allowed.contains(name)
        || name.endsWith(".localhost")
        || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  /**
   * Whether an address can be reached from this machine only.
   *
   * @throws UnknownHostException when the name cannot be resolved
   */
  static boolean isLoopback(String bindAddress) throws UnknownHostException {
    return InetAddress.getByName(bindAddress).isLoopbackAddress();
  }
}
