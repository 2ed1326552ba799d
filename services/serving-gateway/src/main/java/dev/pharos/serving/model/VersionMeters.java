package dev.pharos.serving.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * What is measured of one version of a model; the admin port shows it to Prometheus, and the
 * protocol's statistics read the same numbers. Times are histograms, which can be added up over
 * gateways.
 */
public final class VersionMeters {
  private final Timer requests;
  private final Timer queue;
  private final Timer compute;
  private final DistributionSummary batches;
  private final Counter failures;

  VersionMeters(MeterRegistry meters, VersionKey key) {
    var tags = Tags.of("model", key.model(), "version", String.valueOf(key.version()));
    this.requests =
        timer("pharos.serving.request", "From a request's last byte to its answer", tags, meters);
    this.queue =
        timer("pharos.serving.queue", "Time that a request's images wait for a pass", tags, meters);
    this.compute = timer("pharos.serving.compute", "Time of one pass", tags, meters);
    this.batches =
        DistributionSummary.builder("pharos.serving.batch.images")
            .description("Images computed together in one pass")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
            .tags(tags)
            .register(meters);
    this.failures =
        Counter.builder("pharos.serving.failures")
            .description("Requests that a loaded model could not answer")
            .tags(tags)
            .register(meters);
  }

  private static Timer timer(String name, String about, Tags tags, MeterRegistry meters) {
    return Timer.builder(name)
        .description(about)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofNanos(100_000))
        .maximumExpectedValue(Duration.ofSeconds(30))
        .tags(tags)
        .register(meters);
  }

  void passed(int images, long nanos) {
    compute.record(Duration.ofNanos(nanos));
    batches.record(images);
  }

  /** Counts a request that was answered. */
  public void answered(Duration whole, Prediction prediction) {
    requests.record(whole);
    queue.record(Duration.ofNanos(prediction.queuedNanos()));
  }

  /** Counts a request that could not be answered. */
  public void failed() {
    failures.increment();
  }

  /** Requests answered. */
  public Timer requests() {
    return requests;
  }

  /** Waits of requests. */
  public Timer queue() {
    return queue;
  }

  /** Passes. */
  public Timer compute() {
    return compute;
  }

  /** Images of passes. */
  public DistributionSummary batches() {
    return batches;
  }

  /** Requests that could not be answered. */
  public Counter failures() {
    return failures;
  }
}
