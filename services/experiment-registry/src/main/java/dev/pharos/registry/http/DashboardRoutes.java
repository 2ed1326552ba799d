package dev.pharos.registry.http;

import dev.pharos.runtime.http.PublicPaths;
import dev.pharos.webui.Asset;
import dev.pharos.webui.Dashboard;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Serves the dashboard: its files, and its page for each of its addresses. */
final class DashboardRoutes {
  /** Everybody may load the dashboard, whose log-in form comes with it; its data needs a log-in. */
  static final PublicPaths PUBLIC =
      PublicPaths.of(
          "/",
          "/favicon.svg",
          "/css/",
          "/js/",
          "/webjars/",
          "/runs",
          "/runs/",
          "/queue",
          "/sweeps",
          "/sweeps/",
          "/new-sweep",
          "/compare",
          "/new",
          "/datasets",
          "/datasets/",
          "/import",
          "/imports/",
          "/networks",
          "/networks/",
          "/models",
          "/models/",
          "/classify",
          "/platform",
          "/rules",
          "/rules/",
          "/new-rule",
          "/dead-letters",
          "/dead-letters/");

  /** Everything but what other routes answer. */
  private static final String PATHS = "^/(?!(?:v1|v2|openapi)(?:/|$)).*";

  /** Folders of files, where a page would be no answer to what is missing. */
  private static final String FILES = "^/(webjars|js|css)/.*";

  private DashboardRoutes() {}

  static void mount(Router router) {
    router
        .routeWithRegex(PATHS)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(DashboardRoutes::serve);
  }

  private static void serve(RoutingContext request) {
    var path = request.normalizedPath();
    var asset = Dashboard.asset(path);
    if (asset.isPresent()) {
      send(request, asset.get());
    } else if (path.matches(FILES)) {
      request.next();
    } else {
      send(request, Dashboard.page());
    }
  }

  private static void send(RoutingContext request, Asset asset) {
    var response =
        request
            .response()
            .putHeader(HttpHeaders.ETAG, asset.etag())
            .putHeader(HttpHeaders.CACHE_CONTROL, asset.cacheControl());
    var known = request.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    // A proxy or our own compression may have made the tag a weak one.
    if (known != null && known.contains(asset.etag())) {
      response.setStatusCode(304).end();
      return;
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, asset.mediaType())
        .end(Buffer.buffer(asset.bytes()));
  }
}
