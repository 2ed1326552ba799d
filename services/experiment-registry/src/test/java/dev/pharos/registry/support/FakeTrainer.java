package dev.pharos.registry.support;

import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.Progress;
import dev.pharos.contracts.worker.AttemptAssigned;
import dev.pharos.contracts.worker.StopAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleBiFunction;

/**
 * Does what a worker does, but for training: an epoch takes some milliseconds, and its validation
 * error is what a function says. Lets go and goes on like a real one.
 */
public final class FakeTrainer implements AutoCloseable {
  private static final int STEPS_PER_EPOCH = 10;
  private static final Duration EPOCH = Duration.ofMillis(40);

  private final FakeWorker worker;
  private final Map<UUID, Integer> checkpoints;
  private final ToDoubleBiFunction<AttemptAssigned, Integer> error;
  private final Thread thread = new Thread(this::work, "fake-trainer");
  private volatile boolean stopped;

  /**
   * @param worker takes one attempt at a time
   * @param checkpoints epochs that runs have done, shared by all trainers
   * @param error the validation error of an attempt after so many epochs
   */
  public FakeTrainer(
      FakeWorker worker,
      Map<UUID, Integer> checkpoints,
      ToDoubleBiFunction<AttemptAssigned, Integer> error) {
    this.worker = worker;
    this.checkpoints = checkpoints;
    this.error = error;
    thread.start();
  }

  private void work() {
    try {
      while (!stopped) {
        var asked = worker.poll(EPOCH);
        if (asked.orElse(null) instanceof AttemptAssigned attempt) {
          train(attempt);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void train(AttemptAssigned attempt) throws InterruptedException {
    int done = checkpoints.getOrDefault(attempt.run(), 0);
    int epochs = attempt.job().training().epochs();
    worker.take(attempt);
    worker.started(attempt, (long) done * STEPS_PER_EPOCH);
    while (done < epochs) {
      done++;
      report(attempt, done, epochs);
      if (worker.poll(EPOCH).orElse(null) instanceof StopAttempt stop
          && stop.run().equals(attempt.run())) {
        checkpoints.put(attempt.run(), done);
        worker.stopped(attempt, stop.reason(), (long) done * STEPS_PER_EPOCH);
        return;
      }
    }
    worker.succeeded(attempt, FakeWorker.MODEL);
  }

  private void report(AttemptAssigned attempt, int epoch, int epochs) {
    long step = (long) epoch * STEPS_PER_EPOCH;
    var point =
        new MetricPoint(
            "validation/top1-error",
            step,
            epoch,
            error.applyAsDouble(attempt, epoch),
            Instant.now());
    worker.report(
        attempt.run(),
        attempt.attempt(),
        List.of(point),
        new Progress(epoch, epochs, step, (long) epochs * STEPS_PER_EPOCH, 1_000.0, 1.0));
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
  }
}
