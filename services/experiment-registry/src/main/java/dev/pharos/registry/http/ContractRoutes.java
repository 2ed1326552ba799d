package dev.pharos.registry.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;

/** Serves the contract itself. */
final class ContractRoutes {
  private ContractRoutes() {}

  static void mount(Router router) {
    router
        .get("/" + Api.CONTRACT)
        .handler(
            request ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml; charset=utf-8")
                    .sendFile(Api.CONTRACT));
  }
}
