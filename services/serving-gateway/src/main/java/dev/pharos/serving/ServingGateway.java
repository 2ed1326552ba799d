package dev.pharos.serving;

import dev.pharos.artifacts.Artifacts;
import dev.pharos.contracts.Topics;
import dev.pharos.messaging.Messaging;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.http.PublicPaths;
import dev.pharos.runtime.http.WebServer;
import dev.pharos.serving.http.GatewayRoutes;
import dev.pharos.serving.model.ArtifactModelLoader;
import dev.pharos.serving.model.LoadedModel;
import dev.pharos.serving.model.ModelPool;
import dev.pharos.serving.model.ModelRouter;
import dev.pharos.serving.predict.Journal;
import dev.pharos.serving.predict.PredictionEvents;
import dev.pharos.serving.predict.Predictions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the serving gateway; the all-in-one platform and the tests call the same method. */
public final class ServingGateway {
  private static final Logger log = LoggerFactory.getLogger(ServingGateway.class);
  private static final int WAITING_DECODES = 1_024;

  private ServingGateway() {}

  /** Starts a gateway; it is ready when every alias has a version that answers. */
  public static Future<?> start(ServiceContext context) {
    var config = ServingGatewayConfig.from(context.settings());
    var messaging = Messaging.open(context, config.kafka());
    return context
        .vertx()
        .executeBlocking(() -> config.artifacts().open(context))
        .compose(
            artifacts ->
                messaging
                    .ensureTopics(List.of(Topics.MODEL_EVENTS, Topics.PREDICTION_EVENTS))
                    .compose(ready -> start(context, config, messaging, artifacts)));
  }

  private static Future<?> start(
      ServiceContext context,
      ServingGatewayConfig config,
      Messaging messaging,
      Artifacts artifacts) {
    var vertx = context.vertx();
    var meters = context.meters();
    var serving = config.serving();
    var background = background();
    var loader = new ArtifactModelLoader(artifacts, serving.batching(), meters);
    var pool = new ModelPool(serving.maxModels(), loader, background);
    var models = new ModelRouter(pool, background);
    var decoding =
        new WorkPool(vertx, meters, "serving-decoding", serving.decoders(), WAITING_DECODES);
    context.onStop("decoding", decoding::close);
    context.onStop("models", () -> vertx.executeBlocking(() -> close(background, pool)));
    measure(meters, models, pool);

    Journal journal =
        serving.events()
            ? new PredictionEvents(messaging.publisher(), Clock.systemUTC(), meters)
            : (request, answer, whole) -> {};
    var predictions = new Predictions(vertx, models, serving.requestTime(), journal);
    var limits =
        new GatewayRoutes.Limits(
            config.http().maxBodyBytes(), serving.maxImages(), serving.maxPixels());
    var routes = new GatewayRoutes(models, pool, predictions, decoding, limits);
    var events = new ModelEventsVerticle(messaging, models);
    context.health().register("models", events::check);
    var web = WebServer.create(context, config.http(), PublicPaths.of("/v2/health/live"));
    return routes
        .mount(vertx, web, events::ready)
        .compose(mounted -> web.listen())
        .onSuccess(port -> log.info("listens on {}:{}", config.http().host(), port))
        .compose(port -> context.deploy(events));
  }

  /** Loads and frees models, one at a time. */
  private static ScheduledExecutorService background() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          var thread = new Thread(task, "models");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static Void close(ScheduledExecutorService background, ModelPool pool) {
    background.shutdownNow();
    pool.close();
    return null;
  }

  private static void measure(MeterRegistry meters, ModelRouter models, ModelPool pool) {
    Gauge.builder("pharos.serving.models.loaded", pool, loaded -> loaded.loaded().size())
        .description("Model versions in memory")
        .register(meters);
    Gauge.builder(
            "pharos.serving.models.parameters",
            pool,
            loaded -> loaded.loaded().stream().mapToLong(LoadedModel::parameterBytes).sum())
        .description("Native memory that the parameters of loaded models take")
        .baseUnit("bytes")
        .register(meters);
    Gauge.builder(
            "pharos.serving.images.waiting",
            pool,
            loaded -> loaded.loaded().stream().mapToInt(LoadedModel::waiting).sum())
        .description("Images that wait to be computed")
        .register(meters);
    Gauge.builder(
            "pharos.serving.aliases.behind",
            models,
            router -> router.aliases().stream().filter(alias -> !alias.arrived()).count())
        .description("Aliases that are not served by the version they point to")
        .register(meters);
  }
}
