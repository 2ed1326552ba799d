package dev.pharos.serving.predict;

import dev.pharos.serving.catalog.ModelSelector;
import dev.pharos.serving.model.Lease;
import dev.pharos.serving.model.ModelRouter;
import dev.pharos.serving.model.Prediction;
import dev.pharos.serving.model.Signature;
import dev.pharos.serving.model.VersionKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Answers requests: finds the model, prepares the images, has them computed, and counts. */
public final class Predictions {
  private final Vertx vertx;
  private final ModelRouter router;
  private final Duration limit;
  private final Journal journal;

  /**
   * @param limit how long a request may wait for its model, and then for its answer
   */
  public Predictions(Vertx vertx, ModelRouter router, Duration limit, Journal journal) {
    this.vertx = vertx;
    this.router = router;
    this.limit = limit;
    this.journal = journal;
  }

  /**
   * Answers a request, on the context of the caller.
   *
   * @param request its id
   * @return fails with {@link dev.pharos.serving.catalog.UnknownModelException}, {@link
   *     dev.pharos.serving.model.ModelUnavailableException}, {@link
   *     dev.pharos.runtime.OverloadedException} or {@link java.util.concurrent.TimeoutException},
   *     and with what the preparation fails with
   */
  public Future<Answer> answer(String request, ModelSelector selector, Preparation preparation) {
    var began = System.nanoTime();
    return lease(selector)
        .compose(
            lease ->
                answer(lease, preparation)
                    .onSuccess(answer -> note(request, lease, answer, began))
                    .eventually(
                        () -> {
                          lease.close();
                          return Future.succeededFuture();
                        }));
  }

  /** Says what a version takes and gives, once it is in memory. */
  public Future<Description> describe(ModelSelector selector) {
    return lease(selector)
        .map(
            lease -> {
              try (lease) {
                return new Description(lease.model().key(), lease.model().signature());
              }
            });
  }

  /**
   * What a version takes and gives.
   *
   * @param key the version
   * @param signature its input and classes
   */
  public record Description(VersionKey key, Signature signature) {}

  private Future<Lease> lease(ModelSelector selector) {
    CompletableFuture<Lease> leased;
    try {
      leased = router.lease(selector);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
    if (leased.isDone()) {
      return Future.fromCompletionStage(leased);
    }
    var waiting = Future.fromCompletionStage(leased, vertx.getOrCreateContext());
    return waiting
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        // Who gave up waiting must not keep the model.
        .onFailure(
            failure -> {
              var unused = leased.thenAccept(Lease::close);
            });
  }

  private Future<Answer> answer(Lease lease, Preparation preparation) {
    var model = lease.model();
    var began = System.nanoTime();
    return preparation
        .prepare(model.signature())
        .compose(
            prepared -> {
              var preparing = System.nanoTime() - began;
              return compute(lease, prepared)
                  .map(
                      prediction ->
                          new Answer(model.key(), model.signature(), prediction, preparing));
            });
  }

  private Future<Prediction> compute(Lease lease, Prepared prepared) {
    var computing = lease.model().classify(prepared.pixels(), prepared.count());
    return Future.fromCompletionStage(computing, vertx.getOrCreateContext())
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(
            failure -> {
              computing.cancel(false);
              lease.model().meters().failed();
            });
  }

  private void note(String request, Lease lease, Answer answer, long began) {
    var whole = Duration.ofNanos(System.nanoTime() - began);
    lease.model().meters().answered(whole, answer.prediction());
    journal.answered(request, answer, whole);
  }
}
