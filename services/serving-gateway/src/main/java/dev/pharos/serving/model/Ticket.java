package dev.pharos.serving.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One request's images on their way through the passes of a model. */
final class Ticket {
  private final float[] pixels;
  private final float[][] probabilities;
  private final AtomicInteger left;
  private final AtomicLong computed = new AtomicLong();
  private final long asked = System.nanoTime();
  private final CompletableFuture<Prediction> answer = new CompletableFuture<>();

  Ticket(float[] pixels, int count) {
    this.pixels = pixels;
    this.probabilities = new float[count][];
    this.left = new AtomicInteger(count);
  }

  float[] pixels() {
    return pixels;
  }

  CompletableFuture<Prediction> answer() {
    return answer;
  }

  long askedNanos() {
    return asked;
  }

  /** Whether nobody waits for the answer any more. */
  boolean abandoned() {
    return answer.isDone();
  }

  /** Takes the rows of a pass; the last pass completes the answer. */
  void computed(Piece piece, float[][] rows, int first, long began, long nanos) {
    System.arraycopy(rows, first, probabilities, piece.from(), piece.count());
    computed.addAndGet(nanos);
    if (left.addAndGet(-piece.count()) == 0) {
      var queued = began - asked - (computed.get() - nanos);
      answer.complete(new Prediction(probabilities, Math.max(0, queued), computed.get()));
    }
  }

  void fail(Throwable failure) {
    answer.completeExceptionally(failure);
  }
}
