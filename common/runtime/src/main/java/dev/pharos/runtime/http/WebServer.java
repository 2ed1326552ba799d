package dev.pharos.runtime.http;

import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.StartException;
import dev.pharos.runtime.config.Settings;
import dev.pharos.runtime.telemetry.TraceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.BindException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * An HTTP server with the access rules of the platform in front of every route:
 *
 * <pre>{@code
 * var web = WebServer.create(context, config.http(), PublicPaths.of("/", "/assets/"));
 * web.router().get("/v1/runs").handler(this::list);
 * return web.listen();
 * }</pre>
 *
 * <p>Bound to this machine only, it refuses foreign Host headers; bound to an address that others
 * can reach, it does not start without an API token. Failures of any route become problem answers.
 * Bodies are not read ahead: mount {@link #bodyHandler} where a route wants its body in memory.
 */
public final class WebServer {
  /** Characters of a request's first line: a whole network may be written in an address. */
  private static final int LONGEST_ADDRESS = 1 << 15;

  private final Vertx vertx;
  private final Settings settings;
  private final HttpConfig config;
  private final Router router;
  private HttpServer server;

  private WebServer(Vertx vertx, Settings settings, HttpConfig config, Router router) {
    this.vertx = vertx;
    this.settings = settings;
    this.config = config;
    this.router = router;
  }

  /**
   * A server for a service; {@link #listen} opens it and the service's stop closes it.
   *
   * @param publicPaths what may be read without logging in
   * @throws StartException when the address is open to others and there is no API token
   */
  public static WebServer create(
      ServiceContext context, HttpConfig config, PublicPaths publicPaths) {
    return create(context, config, publicPaths, SecurityHeaders.STANDARD_POLICY);
  }

  /** The same with a content security policy for pages that need more than files of this origin. */
  public static WebServer create(
      ServiceContext context,
      HttpConfig config,
      PublicPaths publicPaths,
      String contentSecurityPolicy) {
    var web =
        create(
            context.vertx(),
            context.settings(),
            context.access(),
            config,
            publicPaths,
            contentSecurityPolicy);
    context.onStop("web server", web::close);
    return web;
  }

  /** A server outside of a service, such as the admin port of a process. */
  public static WebServer create(
      Vertx vertx,
      Settings settings,
      AccessConfig access,
      HttpConfig config,
      PublicPaths publicPaths) {
    return create(vertx, settings, access, config, publicPaths, SecurityHeaders.STANDARD_POLICY);
  }

  private static WebServer create(
      Vertx vertx,
      Settings settings,
      AccessConfig access,
      HttpConfig config,
      PublicPaths publicPaths,
      String contentSecurityPolicy) {
    var loopback = requireSafe(settings, access, config);
    var router = Router.router(vertx);
    var problems = new ProblemHandler();
    IntStream.of(400, 401, 403, 404, 405, 406, 413, 415, 500)
        .forEach(status -> router.errorHandler(status, problems));
    router.route().failureHandler(problems);
    router.route().handler(new SecurityHeaders(contentSecurityPolicy));
    if (loopback) {
      var names = new HostNames(config.allowedHosts());
      router
          .route()
          .handler(
              request -> {
                var authority = request.request().authority();
                if (authority == null || !names.allow(authority.host())) {
                  throw new Problem(
                      421,
                      "misdirected",
                      "Misdirected request",
                      "this service answers to localhost only, not to '%s'"
                          .formatted(authority == null ? "" : authority.host()));
                }
                request.next();
              });
    }
    var sessions = access.apiToken().map(token -> new SessionCookie(token, Clock.systemUTC()));
    var rules = new AccessRules(access.apiToken(), sessions, publicPaths);
    new SessionRoutes(vertx, access, rules, sessions.orElse(null), config.https()).mount(router);
    router.route().handler(rules::check);
    router
        .route()
        .handler(
            request -> {
              request.response().putHeader("trace-id", TraceContext.of(request).traceId());
              request.next();
            });
    return new WebServer(vertx, settings, config, router);
  }

  private static boolean requireSafe(Settings settings, AccessConfig access, HttpConfig config) {
    var key = settings.keyOf(config, "host");
    try {
      var loopback = HostNames.isLoopback(config.host());
      if (!loopback && access.apiToken().isEmpty()) {
        throw new StartException(
            "%s = '%s' can be reached from other machines, so an API token is needed: set the environment variable PHAROS_API_TOKEN, or bind to 127.0.0.1"
                .formatted(key, config.host()));
      }
      return loopback;
    } catch (UnknownHostException e) {
      throw new StartException(
          "%s = '%s' is not an address of this machine".formatted(key, config.host()), e);
    }
  }

  /** Where routes are mounted, behind the access rules. */
  public Router router() {
    return router;
  }

  /** Reads bodies into memory, as many bytes as the configuration allows; larger ones get 413. */
  public BodyHandler bodyHandler() {
    return BodyHandler.create(false).setBodyLimit(config.maxBodyBytes());
  }

  /**
   * Opens the port.
   *
   * @return the port, which matters where 0 was configured; fails with a {@link StartException}
   *     that names the setting when the port is taken
   */
  public Future<Integer> listen() {
    var options =
        new HttpServerOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setIdleTimeout((int) config.idleTimeout().toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setHandle100ContinueAutomatically(true)
            .setMaxInitialLineLength(LONGEST_ADDRESS)
            .setCompressionSupported(true);
    if (config.https()) {
      options
          .setSsl(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(config.tlsCertificate().orElseThrow().toString())
                  .setKeyPath(config.tlsKey().orElseThrow().toString()));
    }
    server = vertx.createHttpServer(options).requestHandler(router);
    return server
        .listen()
        .map(HttpServer::actualPort)
        .recover(failure -> Future.failedFuture(explain(failure)));
  }

  private Throwable explain(Throwable failure) {
    var key = settings.keyOf(config, "port");
    var cause = failure instanceof BindException ? failure : failure.getCause();
    if (cause instanceof BindException) {
      return new StartException(
          "cannot listen on %s:%d (%s); choose another port with --%s=... or %s"
              .formatted(
                  config.host(), config.port(), cause.getMessage(), key, Settings.variableOf(key)),
          failure);
    }
    return new StartException(
        "cannot listen on %s:%d: %s".formatted(config.host(), config.port(), failure.getMessage()),
        failure);
  }

  /** Takes no more requests and closes; those under way get a few seconds. */
  public Future<Void> close() {
    return server == null ? Future.succeededFuture() : server.shutdown(3, TimeUnit.SECONDS);
  }
}
