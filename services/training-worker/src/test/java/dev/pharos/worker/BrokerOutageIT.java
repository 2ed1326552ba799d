package dev.pharos.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.job.AttemptEvent;
import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.run.LogLine;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.worker.AttemptAssigned;
import dev.pharos.testkit.RestartableKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka goes away in the middle of an attempt and comes back when it is over. */
@Timeout(180)
class BrokerOutageIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int EPOCHS = 20;

  @TempDir Path folder;

  @Test
  void nothingThatAnAttemptSaysIsLost() throws Exception {
    try (var kafka = new RestartableKafka();
        var scheduler = new TestScheduler(kafka.bootstrapServers(), "outage.", folder)) {
      var dataset = TinyDataset.store(scheduler.artifacts(), folder);
      var worker = scheduler.startWorker("a");
      var run = UUID.randomUUID();
      scheduler.assign(
          new AttemptAssigned(worker, run, 1, Jobs.lenet(EPOCHS), 1, dataset, null, null, null));
      await().atMost(LIMIT).until(() -> !scheduler.events(run).isEmpty());

      kafka.stop();
      // The data set, a checkpoint for each epoch and the model.
      await().atMost(LIMIT).until(() -> scheduler.artifacts().list().size() == EPOCHS + 2);
      kafka.start();

      await().atMost(LIMIT).until(() -> scheduler.last(run).isPresent());
      assertThat(scheduler.last(run).orElseThrow()).isInstanceOf(AttemptSucceeded.class);
      assertThat(distinct(scheduler, run)).hasSize(EPOCHS + 2);
      assertThat(scheduler.events(run).get(0)).isInstanceOf(AttemptStarted.class);
      // Each topic has a follower of its own, and the events' may be back before the others are.
      await().atMost(LIMIT).untilAsserted(() -> everyPointAndLineArrived(scheduler, run));
    }
  }

  private static void everyPointAndLineArrived(TestScheduler scheduler, UUID run) {
    var steps = (long) EPOCHS * Jobs.STEPS_PER_EPOCH;
    assertThat(
            scheduler.points(run).stream()
                .filter(point -> point.name().equals("train/loss"))
                .map(MetricPoint::step))
        .containsAll(LongStream.rangeClosed(1, steps / 2).mapToObj(i -> 2 * i).toList());
    assertThat(scheduler.lines(run))
        .extracting(LogLine::sequence)
        .containsAll(
            LongStream.rangeClosed(1, 2 * EPOCHS + 3).boxed().collect(Collectors.toList()));
  }

  private static Set<AttemptEvent> distinct(TestScheduler scheduler, UUID run) {
    return Set.copyOf(scheduler.events(run));
  }
}
