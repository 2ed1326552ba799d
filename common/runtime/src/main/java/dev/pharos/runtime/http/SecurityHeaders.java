package dev.pharos.runtime.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Headers that keep a browser from doing with an answer what nobody meant. */
final class SecurityHeaders implements Handler<RoutingContext> {
  static final String STANDARD_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
          + "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
          + "frame-ancestors 'none'";

  private final String contentSecurityPolicy;

  SecurityHeaders(String contentSecurityPolicy) {
    this.contentSecurityPolicy = contentSecurityPolicy;
  }

  @Override
  public void handle(RoutingContext request) {
    request
        .response()
        .putHeader("Content-Security-Policy", contentSecurityPolicy)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    request.next();
  }
}
