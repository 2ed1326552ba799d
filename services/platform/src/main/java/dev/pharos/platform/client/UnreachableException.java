package dev.pharos.platform.client;

import java.net.URI;

/** Nothing answers at the platform's address. */
public final class UnreachableException extends ServerException {
  private static final long serialVersionUID = 1L;

  UnreachableException(URI server, String reason, Throwable cause) {
    super(
        "no Pharos platform answers at %s (%s). Start one with 'pharos up' or 'pharos demo', or name another one with --server URL or PHAROS_SERVER."
            .formatted(server, reason),
        cause);
  }
}
