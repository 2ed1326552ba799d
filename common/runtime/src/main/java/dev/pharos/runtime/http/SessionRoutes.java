package dev.pharos.runtime.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** {@code /v1/session}: says whether the caller is logged in, logs in with the token, logs out. */
final class SessionRoutes {
  private static final String PATH = "/v1/session";
  private static final long MAX_BODY_BYTES = 4_096;

  /** Slows down guessing; a person does not notice. */
  private static final long WRONG_TOKEN_DELAY_MILLIS = 300;

  private final Vertx vertx;
  private final AccessConfig access;
  private final AccessRules rules;
  private final SessionCookie sessions;
  private final boolean https;

  SessionRoutes(
      Vertx vertx, AccessConfig access, AccessRules rules, SessionCookie sessions, boolean https) {
    this.vertx = vertx;
    this.access = access;
    this.rules = rules;
    this.sessions = sessions;
    this.https = https;
  }

  void mount(Router router) {
    router.get(PATH).handler(this::show);
    router
        .post(PATH)
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
        .handler(this::logIn);
    router.delete(PATH).handler(this::logOut);
  }

  private void show(RoutingContext request) {
    var principal = rules.authenticate(request);
    request.response().putHeader("Cache-Control", "no-store");
    request.json(
        new JsonObject()
            .put("authenticated", principal.isPresent())
            .put("required", access.apiToken().isPresent())
            .put("name", principal.map(Principal::name).orElse(null))
            .put("team", principal.map(Principal::team).orElse(null)));
  }

  private void logIn(RoutingContext request) {
    AccessRules.requireSameOrigin(request.request());
    if (access.apiToken().isEmpty()) {
      request.response().setStatusCode(204).end();
      return;
    }
    var body = request.body().asJsonObject();
    if (body == null || !(body.getValue("token") instanceof String token)) {
      throw Problem.badRequest("the body must be JSON with the text field 'token'");
    }
    if (!access.apiToken().get().matches(token)) {
      vertx.setTimer(
          WRONG_TOKEN_DELAY_MILLIS,
          timer -> request.fail(Problem.unauthorized("this is not the API token")));
      return;
    }
    var time = access.sessionTime();
    request
        .response()
        .addCookie(cookie(request, sessions.issue(time)).setMaxAge(time.toSeconds()))
        .setStatusCode(204)
        .end();
  }

  private void logOut(RoutingContext request) {
    AccessRules.requireSameOrigin(request.request());
    request.response().addCookie(cookie(request, "").setMaxAge(0)).setStatusCode(204).end();
  }

  private Cookie cookie(RoutingContext request, String value) {
    var behindTls = "https".equalsIgnoreCase(request.request().getHeader("X-Forwarded-Proto"));
    return Cookie.cookie(SessionCookie.NAME, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(https || behindTls);
  }
}
