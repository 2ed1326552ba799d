package dev.pharos.runtime.http;

import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a service listens.
 *
 * @param host the address to bind; one that others can reach needs an API token
 * @param port the TCP port, 0 for any free one
 * @param maxBodyBytes the most bytes of a request body that is held in memory
 * @param idleTimeout after how long without traffic a connection is closed
 * @param allowedHosts more names by which callers may address a service that is bound to this
 *     machine only, such as that of a reverse proxy
 * @param tlsCertificate a PEM file; with it the service speaks HTTPS
 * @param tlsKey the PEM file of the certificate's key
 */
public record HttpConfig(
    @Default("127.0.0.1") String host,
    int port,
    @Default("2097152") long maxBodyBytes,
    @Default("2m") Duration idleTimeout,
    @Default("") List<String> allowedHosts,
    Optional<Path> tlsCertificate,
    Optional<Path> tlsKey) {

  /** Validates. */
  public HttpConfig {
    new Requirements()
        .that(!host.isBlank(), "host", host, "must be an address or name, such as 127.0.0.1")
        .that(port >= 0 && port <= 65_535, "port", port, "must be between 0 and 65535")
        .that(maxBodyBytes > 0, "maxBodyBytes", maxBodyBytes, "must be at least 1")
        .that(idleTimeout.toSeconds() > 0, "idleTimeout", idleTimeout, "must be at least 1s")
        .that(
            tlsKey.isPresent() == tlsCertificate.isPresent(),
            "tlsKey",
            tlsKey.map(Path::toString).orElse(""),
            "must be set together with tls-certificate")
        .check();
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** Listens on this machine only, with the defaults for the rest. */
  public static HttpConfig local(int port) {
    return new HttpConfig(
        "127.0.0.1",
        port,
        2 << 20,
        Duration.ofMinutes(2),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether the service speaks HTTPS. */
  public boolean https() {
    return tlsCertificate.isPresent();
  }
}
