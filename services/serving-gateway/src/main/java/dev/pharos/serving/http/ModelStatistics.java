package dev.pharos.serving.http;

import dev.pharos.serving.model.LoadedModel;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/** What was measured of a version, as the protocol's statistics extension tells it. */
final class ModelStatistics {
  private ModelStatistics() {}

  static JsonObject json(LoadedModel model) {
    var meters = model.meters();
    var images = meters.batches();
    return new JsonObject()
        .put("name", model.key().model())
        .put("version", String.valueOf(model.key().version()))
        .put("inference_count", (long) images.totalAmount())
        .put("execution_count", images.count())
        .put(
            "inference_stats",
            new JsonObject()
                .put("success", duration(meters.requests()))
                .put(
                    "fail",
                    new JsonObject().put("count", (long) meters.failures().count()).put("ns", 0))
                .put("queue", duration(meters.queue()))
                .put("compute_infer", duration(meters.compute())));
  }

  private static JsonObject duration(Timer timer) {
    return new JsonObject()
        .put("count", timer.count())
        .put("ns", (long) timer.totalTime(TimeUnit.NANOSECONDS));
  }
}
