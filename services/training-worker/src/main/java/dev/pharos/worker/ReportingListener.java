package dev.pharos.worker;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.AttemptCheckpointed;
import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.contracts.run.Progress;
import dev.pharos.contracts.worker.AttemptAssigned;
import dev.pharos.worker.report.AttemptReporter;
import dev.pharos.worker.training.StopSignal;
import dev.pharos.worker.training.TrainingListener;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells Kafka and the process's log how a training goes. */
final class ReportingListener implements TrainingListener {
  private static final Logger log = LoggerFactory.getLogger(ReportingListener.class);

  private final AttemptSetting setting;
  private final AttemptAssigned assignment;
  private final AttemptReporter reporter;
  private final StopSignal stop;

  ReportingListener(
      AttemptSetting setting,
      AttemptAssigned assignment,
      AttemptReporter reporter,
      StopSignal stop) {
    this.setting = setting;
    this.assignment = assignment;
    this.reporter = reporter;
    this.stop = stop;
  }

  @Override
  public void started(long parameters, long steps, long fromStep) {
    var device = setting.device();
    reporter.event(
        new AttemptStarted(
            assignment.run(),
            assignment.attempt(),
            setting.worker(),
            "%s, %d cores, %s".formatted(device.name(), device.cores(), device.engine()),
            parameters,
            steps,
            fromStep,
            setting.clock().instant()));
    info(
        "attempt %d on worker %s: %s, %s"
            .formatted(assignment.attempt(), setting.worker(), device.name(), device.engine()));
    if (device.note() != null) {
      warn(device.note());
    }
  }

  @Override
  public void metric(String name, long step, int epoch, double value) {
    reporter.metric(name, step, epoch, value);
  }

  @Override
  public void progress(Progress progress) throws InterruptedException {
    reporter.progress(progress);
    if (!reporter.awaitRoom()) {
      log.warn("training waits, because Kafka does not take what it has to say");
      while (!reporter.awaitRoom() && stop.requested().isEmpty()) {
        log.debug("training still waits");
      }
      log.info("training goes on");
    }
  }

  @Override
  public void info(String line) {
    log.info("{}", line);
    reporter.line("INFO", line);
  }

  @Override
  public void warn(String line) {
    log.warn("{}", line);
    reporter.line("WARN", line);
  }

  @Override
  public void checkpointed(
      int epoch,
      long step,
      ArtifactRef checkpoint,
      Map<String, Double> metrics,
      Optional<ArtifactRef> best) {
    reporter.event(
        new AttemptCheckpointed(
            assignment.run(),
            assignment.attempt(),
            setting.worker(),
            epoch,
            step,
            checkpoint,
            metrics,
            best.orElse(null),
            setting.clock().instant()));
    info(
        "checkpoint after step %d: %s, %,d bytes"
            .formatted(step, checkpoint.digest(), checkpoint.size()));
  }
}
