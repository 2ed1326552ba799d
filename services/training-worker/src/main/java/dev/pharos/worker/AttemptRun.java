package dev.pharos.worker;

import dev.pharos.contracts.job.AttemptEvent;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.AttemptStopped;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.contracts.worker.AttemptAssigned;
import dev.pharos.engine.DeviceSet;
import dev.pharos.runtime.telemetry.LogContext;
import dev.pharos.worker.report.AttemptReporter;
import dev.pharos.worker.training.Outcome;
import dev.pharos.worker.training.StopSignal;
import dev.pharos.worker.training.TrainingResources;
import dev.pharos.worker.training.TrainingSession;
import dev.pharos.worker.training.TrainingTask;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt on this worker, from its assignment until Kafka has its last word. Whatever happens
 * in between, there is exactly one last word: succeeded, failed or stopped.
 */
final class AttemptRun implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(AttemptRun.class);

  private final AttemptSetting setting;
  private final AttemptAssigned assignment;
  private final AttemptReporter reporter;
  private final StopSignal stop = new StopSignal();
  private final Promise<AttemptEvent> ended = Promise.promise();

  AttemptRun(AttemptSetting setting, AttemptAssigned assignment) {
    this.setting = setting;
    this.assignment = assignment;
    this.reporter =
        new AttemptReporter(setting.vertx(), setting.publisher(), setting.clock(), key());
  }

  ActiveAttempt key() {
    return new ActiveAttempt(assignment.run(), assignment.attempt());
  }

  /** Points and log lines that Kafka has not been given yet. */
  int waiting() {
    return reporter.waiting();
  }

  /** Completes with the last word when Kafka has it. */
  Future<AttemptEvent> ended() {
    return ended.future();
  }

  /** Asks the training to stop; the last word says so. */
  void stop(StopReason reason) {
    stop.request(reason);
  }

  /** Stops trying to be heard: the process ends. */
  void abandon() {
    reporter.abandon();
  }

  /** Gives the attempt back untouched. */
  void release(String why) {
    reporter.line("INFO", why);
    say(stopped(StopReason.RELEASE));
  }

  /** Trains. Blocks for as long as that takes. */
  @Override
  @SuppressWarnings("try") // the mark on the log lines is used by being open
  public void run() {
    try (var marked = LogContext.run(assignment.run().toString())) {
      say(train());
    }
  }

  private void say(AttemptEvent last) {
    reporter.last(last).map(last).onComplete(ended);
  }

  private AttemptEvent train() {
    if (stop.requested().isPresent()) {
      return stopped(stop.requested().get());
    }
    Path folder = null;
    try (var lease = setting.devices().take(assignment.job().needs().devices())) {
      requireDevice();
      folder = Files.createTempDirectory(setting.folder(), "attempt-");
      return outcome(session(folder, lease.devices()).run());
    } catch (Exception | Error e) {
      return failed(e);
    } finally {
      delete(folder);
    }
  }

  private TrainingSession session(Path folder, DeviceSet devices) {
    var listener = new ReportingListener(setting, assignment, reporter, stop);
    if (devices.size() > 1) {
      listener.info("each batch is divided among %d devices".formatted(devices.size()));
    }
    return new TrainingSession(
        TrainingTask.of(assignment),
        setting.artifacts(),
        folder,
        new TrainingResources(devices, setting.device().memoryBytes(), setting.inputThreads()),
        listener,
        stop);
  }

  private void requireDevice() {
    var device = setting.device();
    if (assignment.job().device() == Device.CUDA && device.kind() != Device.CUDA) {
      throw new IllegalStateException(
          "the job asks for a CUDA device and this worker has none (%s)"
              .formatted(device.note() == null ? device.name() : device.note()));
    }
  }

  private AttemptEvent outcome(Outcome outcome) {
    if (outcome instanceof Outcome.Finished finished) {
      return new AttemptSucceeded(
          assignment.run(),
          assignment.attempt(),
          setting.worker(),
          finished.metrics(),
          finished.step(),
          finished.epoch(),
          finished.model(),
          finished.classes(),
          finished.confusion(),
          setting.clock().instant());
    }
    var early = (Outcome.Stopped) outcome;
    return new AttemptStopped(
        assignment.run(),
        assignment.attempt(),
        setting.worker(),
        early.reason(),
        early.step(),
        early.checkpoint().orElse(null),
        setting.clock().instant());
  }

  private AttemptEvent stopped(StopReason reason) {
    return new AttemptStopped(
        assignment.run(),
        assignment.attempt(),
        setting.worker(),
        reason,
        0,
        reason == StopReason.RELEASE ? assignment.resumeFrom() : null,
        setting.clock().instant());
  }

  private AttemptEvent failed(Throwable failure) {
    var reason = FailureReason.of(failure);
    log.error("attempt {} of run {} failed", assignment.attempt(), assignment.run(), failure);
    reporter.line("ERROR", reason.text());
    return new AttemptFailed(
        assignment.run(),
        assignment.attempt(),
        setting.worker(),
        reason.text(),
        reason.retryable(),
        setting.clock().instant());
  }

  private static void delete(Path folder) {
    try {
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      log.warn("cannot delete {}: {}", folder, e.getMessage());
    }
  }
}
