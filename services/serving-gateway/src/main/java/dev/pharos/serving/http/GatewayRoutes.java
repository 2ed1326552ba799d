package dev.pharos.serving.http;

import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.http.RequestContract;
import dev.pharos.runtime.http.WebServer;
import dev.pharos.serving.model.ModelPool;
import dev.pharos.serving.model.ModelRouter;
import dev.pharos.serving.predict.Predictions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.function.BooleanSupplier;

/** All routes of the gateway, bound to the operations of its OpenAPI contract. */
public final class GatewayRoutes {
  private static final String CONTRACT = "openapi/serving-gateway.yaml";

  private final ModelRouter models;
  private final ModelPool pool;
  private final Predictions predictions;
  private final WorkPool decoding;
  private final Limits limits;

  /**
   * What a request may bring.
   *
   * @param maxBytes bytes of its body
   * @param maxImages images
   * @param maxPixels pixels of one image
   */
  public record Limits(long maxBytes, int maxImages, long maxPixels) {}

  /**
   * @param decoding where images are decoded and tensors read
   */
  public GatewayRoutes(
      ModelRouter models,
      ModelPool pool,
      Predictions predictions,
      WorkPool decoding,
      Limits limits) {
    this.models = models;
    this.pool = pool;
    this.predictions = predictions;
    this.decoding = decoding;
    this.limits = limits;
  }

  /**
   * Mounts the routes on a web server.
   *
   * @param ready whether requests can be answered
   */
  public Future<Void> mount(Vertx vertx, WebServer web, BooleanSupplier ready) {
    return RequestContract.load(vertx, CONTRACT)
        .map(
            contract -> {
              var routes = RouterBuilder.create(vertx, contract);
              var version = contract.getRawContract().getJsonObject("info").getString("version");
              var images = new ImageDecoding(decoding, limits.maxPixels());
              new ClassifyRoutes(predictions, images, limits.maxBytes(), limits.maxImages())
                  .mount(routes);
              new InferRoutes(predictions, decoding, web.bodyHandler(), limits).mount(routes);
              new ProtocolRoutes(models, predictions, ready, version).mount(routes);
              new RepositoryRoutes(models, pool, predictions).mount(routes);
              // Before the server's own failure handler, which answers with problems.
              web.router().route("/v2*").order(-1).failureHandler(new ProtocolErrors());
              web.router().route("/*").subRouter(RequestContract.router(routes));
              web.router().route("/v2*").handler(request -> request.fail(404));
              return null;
            });
  }
}
