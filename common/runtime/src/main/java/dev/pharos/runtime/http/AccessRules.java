package dev.pharos.runtime.http;

import dev.pharos.runtime.config.Secret;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may call: everybody who reaches the service where there is no token, otherwise those
 * who send it ({@code Authorization: Bearer}) or hold a session cookie. A browser attaches the
 * cookie by itself, so a request that changes something must come from a page of this very origin.
 */
final class AccessRules {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final String BEARER = "bearer ";

  private final Optional<Secret> token;
  private final Optional<SessionCookie> sessions;
  private final PublicPaths publicPaths;

  AccessRules(Optional<Secret> token, Optional<SessionCookie> sessions, PublicPaths publicPaths) {
    this.token = token;
    this.sessions = sessions;
    this.publicPaths = publicPaths;
  }

  /** Lets a request through with its principal, or fails it. */
  void check(RoutingContext request) {
    var principal = authenticate(request);
    if (principal.isPresent()) {
      principal.get().attachTo(request);
      request.next();
    } else if (READING.contains(request.request().method())
        && publicPaths.contains(request.normalizedPath())) {
      Principal.ANONYMOUS.attachTo(request);
      request.next();
    } else {
      request.fail(
          Problem.unauthorized(
              "send the API token as 'Authorization: Bearer ...', or log in at POST /v1/session"));
    }
  }

  /**
   * Who sent a request, if the rules know.
   *
   * @throws Problem 403 when a cookie comes from a page of another origin
   */
  Optional<Principal> authenticate(RoutingContext request) {
    if (token.isEmpty()) {
      requireSameOrigin(request.request());
      return Optional.of(Principal.LOCAL);
    }
    if (bearer(request.request()).map(token.get()::matches).orElse(false)) {
      return Optional.of(Principal.TOKEN);
    }
    var cookie = request.request().getCookie(SessionCookie.NAME);
    if (cookie == null || !sessions.map(s -> s.isValid(cookie.getValue())).orElse(false)) {
      return Optional.empty();
    }
    requireSameOrigin(request.request());
    return Optional.of(Principal.TOKEN);
  }

  private static Optional<String> bearer(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()).strip());
  }

  /**
   * Refuses a change that a page of another origin asks for. Programs that are not browsers send
   * neither header and pass. Without a token this is what keeps other sites' pages out.
   */
  static void requireSameOrigin(HttpServerRequest request) {
    if (READING.contains(request.method())) {
      return;
    }
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw otherOrigin("Sec-Fetch-Site", site);
    }
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !isOwn(origin, request)) {
      throw otherOrigin("Origin", origin);
    }
  }

  private static boolean isOwn(String origin, HttpServerRequest request) {
    // The scheme is left out: behind a proxy that ends TLS the service cannot know it. A page can
    // set
    // X-Forwarded-Host only where a CORS preflight allows it, and none does.
    var authority = origin.replaceFirst("^https?://", "");
    return authority.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST))
        || authority.equalsIgnoreCase(request.getHeader("X-Forwarded-Host"));
  }

  private static Problem otherOrigin(String header, String value) {
    return Problem.forbidden(
        "a page of another origin may not change anything here (%s: %s)".formatted(header, value));
  }
}
