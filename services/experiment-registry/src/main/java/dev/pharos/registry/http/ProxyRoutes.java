package dev.pharos.registry.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** Passes on what other services answer. */
final class ProxyRoutes {
  private ProxyRoutes() {}

  static void mount(Vertx vertx, Router router, Peers peers) {
    var datasets = new PeerProxy(vertx, "the dataset service", peers.datasetService());
    router.route("/v1/datasets*").handler(datasets::handle);
    router.route("/v1/imports*").handler(datasets::handle);
    router.route("/v1/artifacts*").handler(datasets::handle);
    var gateway = new PeerProxy(vertx, "the serving gateway", peers.servingGateway());
    router.post("/v1/models/:name/classify").handler(gateway::handle);
    router.route("/v2*").handler(gateway::handle);
  }
}
