package dev.pharos.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.AttemptCheckpointed;
import dev.pharos.contracts.job.AttemptEvent;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.contracts.job.AttemptStopped;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.contracts.run.LogLine;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.contracts.worker.AttemptAssigned;
import dev.pharos.contracts.worker.StopAttempt;
import dev.pharos.contracts.worker.WorkerState;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker on a real broker, told what to do as the scheduler would tell it. */
@WithServers
@Timeout(120)
class TrainingWorkerIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private TestScheduler scheduler;
  private ArtifactRef dataset;

  @BeforeEach
  void start(TestServers servers) throws Exception {
    scheduler = new TestScheduler(servers.bootstrapServers(), servers.topicPrefix(), folder);
    dataset = TinyDataset.store(scheduler.artifacts(), folder);
  }

  @AfterEach
  void stop() {
    scheduler.close();
  }

  @Test
  void trainsWhatItIsAssignedAndTellsHowItGoes() {
    var worker = scheduler.startWorker("a");
    var run = UUID.randomUUID();
    var assignment = assignment(worker, run, 1, Jobs.lenet(3), null);

    scheduler.assign(assignment);
    scheduler.assign(assignment);

    var last = (AttemptSucceeded) last(run);
    assertThat(last.worker()).isEqualTo(worker);
    assertThat(last.metrics()).containsKeys("train/loss", "validation/top1-error", "test/loss");
    assertThat(last.classes()).isEqualTo(TinyDataset.CLASSES);
    assertThat(scheduler.artifacts()).matches(store -> TestScheduler.has(store, last.model()));
    var events = scheduler.events(run);
    assertThat(events.get(0)).isInstanceOf(AttemptStarted.class);
    assertThat(((AttemptStarted) events.get(0)).steps()).isEqualTo(18);
    assertThat(events.subList(1, events.size() - 1))
        .hasSize(3)
        .allMatch(AttemptCheckpointed.class::isInstance);
    // Everything was told before the last word.
    assertThat(scheduler.points(run))
        .extracting(MetricPoint::name)
        .contains("train/loss", "train/learning-rate", "validation/top5-error", "test/top1-error");
    var lines = scheduler.lines(run);
    assertThat(lines)
        .extracting(LogLine::sequence)
        .isEqualTo(LongStream.rangeClosed(1, lines.size()).boxed().toList());
    assertThat(scheduler.progress(run).step()).isEqualTo(18);
    await().until(() -> scheduler.heartbeat(worker).active().isEmpty());
  }

  @Test
  void showsWhatItWorksOnAndStopsWhenToldTo() {
    var worker = scheduler.startWorker("a");
    var run = UUID.randomUUID();
    scheduler.assign(assignment(worker, run, 2, Jobs.lenet(10_000), null));
    await().atMost(LIMIT).until(() -> scheduler.heartbeat(worker).active().equals(active(run, 2)));
    await().atMost(LIMIT).until(() -> !scheduler.points(run).isEmpty());

    scheduler.assign(new StopAttempt(worker, run, 2, StopReason.CANCEL));

    var last = (AttemptStopped) last(run);
    assertThat(last.reason()).isEqualTo(StopReason.CANCEL);
    assertThat(last.attempt()).isEqualTo(2);
    assertThat(last.checkpoint()).isNull();
    await().until(() -> scheduler.heartbeat(worker).active().isEmpty());
  }

  @Test
  void givesItsWorkBackWhenItShutsDownAndAnotherWorkerGoesOn() {
    var first = scheduler.startWorker("a");
    var run = UUID.randomUUID();
    scheduler.assign(assignment(first, run, 1, Jobs.lenet(10_000), null));
    await().atMost(LIMIT).until(() -> scheduler.points(run).size() > 10);

    scheduler.stopWorker("a");

    var stopped = (AttemptStopped) last(run);
    assertThat(stopped.reason()).isEqualTo(StopReason.RELEASE);
    assertThat(stopped.step()).isPositive();
    assertThat(TestScheduler.has(scheduler.artifacts(), stopped.checkpoint())).isTrue();
    await().until(() -> scheduler.heartbeat(first).state() == WorkerState.GONE);

    var second = scheduler.startWorker("b");
    var rest = Jobs.lenet((int) (stopped.step() / Jobs.STEPS_PER_EPOCH) + 1);
    scheduler.assign(assignment(second, run, 2, rest, stopped.checkpoint()));
    await().atMost(LIMIT).until(() -> scheduler.events(run).stream().anyMatch(this::isSecondEnd));
    var started =
        scheduler.events(run).stream()
            .filter(AttemptStarted.class::isInstance)
            .map(AttemptStarted.class::cast)
            .filter(event -> event.attempt() == 2)
            .findFirst()
            .orElseThrow();
    assertThat(started.fromStep()).isEqualTo(stopped.step());
  }

  private boolean isSecondEnd(AttemptEvent event) {
    return event instanceof AttemptSucceeded && event.attempt() == 2;
  }

  @Test
  void saysWhyItFails() {
    var worker = scheduler.startWorker("a");
    assertFailed(worker, Jobs.diverging(), dataset, "first in layer ", false);
    var huge = Jobs.of(Jobs.training(1).batchSize(65_536).build(), "alexnet-single");
    assertFailed(worker, huge, dataset, "this worker may use", false);
    var unknown = Jobs.of("lenet6", Map.of(), Device.AUTO);
    assertFailed(worker, unknown, dataset, "lenet6", false);
    var absent = new ArtifactRef("sha256:" + "1".repeat(64), 10);
    assertFailed(worker, Jobs.lenet(1), absent, "is not in the artifact store", true);
    var cuda = Jobs.of("lenet5", Map.of(), Device.CUDA);
    assertFailed(worker, cuda, dataset, "asks for a CUDA device", true);
  }

  private void assertFailed(
      String worker, JobSpec job, ArtifactRef data, String reason, boolean retryable) {
    var run = UUID.randomUUID();
    scheduler.assign(new AttemptAssigned(worker, run, 1, job, 1, data, null, null, null));
    var failed = (AttemptFailed) last(run);
    assertThat(failed.reason()).contains(reason).doesNotContain("\tat ");
    assertThat(failed.retryable()).isEqualTo(retryable);
    assertThat(scheduler.lines(run)).anyMatch(line -> line.level().equals("ERROR"));
  }

  @Test
  void givesBackWhatItHasNoSlotFor() {
    var worker = scheduler.startWorker("a");
    var runs = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

    runs.forEach(run -> scheduler.assign(assignment(worker, run, 1, Jobs.lenet(10_000), null)));

    var refused = (AttemptStopped) last(runs.get(2));
    assertThat(refused.reason()).isEqualTo(StopReason.RELEASE);
    assertThat(scheduler.lines(runs.get(2)))
        .extracting(LogLine::message)
        .containsExactly("the worker has no free slot");
    runs.subList(0, 2)
        .forEach(run -> scheduler.assign(new StopAttempt(worker, run, 1, StopReason.CANCEL)));
    runs.subList(0, 2).forEach(run -> assertThat(last(run)).isInstanceOf(AttemptStopped.class));
  }

  @Test
  void passesOverWhatIsMeantForOthersAndSaysThatItHasNotWhatItShouldStop() {
    var worker = scheduler.startWorker("a");
    var foreign = UUID.randomUUID();
    var unknown = UUID.randomUUID();
    scheduler.assign(assignment("somebody-else", foreign, 1, Jobs.lenet(1), null));

    scheduler.assign(new StopAttempt(worker, unknown, 4, StopReason.CANCEL));

    var stopped = (AttemptStopped) last(unknown);
    assertThat(stopped.attempt()).isEqualTo(4);
    assertThat(scheduler.events(foreign)).isEmpty();
  }

  private AttemptAssigned assignment(
      String worker, UUID run, int attempt, JobSpec job, ArtifactRef from) {
    return new AttemptAssigned(worker, run, attempt, job, 1, dataset, from, null, null);
  }

  private static List<ActiveAttempt> active(UUID run, int attempt) {
    return List.of(new ActiveAttempt(run, attempt));
  }

  private AttemptEvent last(UUID run) {
    return await().atMost(LIMIT).until(() -> scheduler.last(run), Optional::isPresent).get();
  }
}
