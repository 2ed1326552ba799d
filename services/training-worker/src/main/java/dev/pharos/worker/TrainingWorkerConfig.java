package dev.pharos.worker;

import dev.pharos.artifacts.ArtifactAccessConfig;
import dev.pharos.contracts.job.Device;
import dev.pharos.messaging.KafkaConfig;
import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings of a training worker.
 *
 * @param kafka how it reaches Kafka
 * @param artifacts where data sets, checkpoints and models are
 * @param worker what it is and offers
 */
public record TrainingWorkerConfig(
    KafkaConfig kafka, ArtifactAccessConfig artifacts, Worker worker) {

  /**
   * What a worker is and offers.
   *
   * @param name its name, for people; that of the machine by default
   * @param device what it trains on: a CUDA device where there is one, or as set
   * @param slots how many attempts it runs at a time; one for each of its devices by default
   * @param inputThreads how many threads prepare batches ahead for each attempt
   * @param labels free labels, each {@code name=value}
   * @param folder for files on their way into the artifact store; room for one checkpoint per slot
   * @param heartbeat time between two signs of life
   * @param stopTime how long it may take to checkpoint its attempts when it is told to stop
   */
  public record Worker(
      Optional<String> name,
      @Default("auto") Device device,
      Optional<Integer> slots,
      @Default("2") int inputThreads,
      @Default("") List<String> labels,
      Optional<Path> folder,
      @Default("1s") Duration heartbeat,
      @Default("15s") Duration stopTime) {

    /** Validates. */
    public Worker {
      labels = List.copyOf(labels);
      new Requirements()
          .that(
              name.map(text -> text.matches("[a-zA-Z0-9._-]{1,100}")).orElse(true),
              "name",
              name.orElse(""),
              "must be 1 to 100 letters, digits, '.', '_' or '-'")
          .that(
              slots.map(count -> count >= 1 && count <= 64).orElse(true),
              "slots",
              slots.map(String::valueOf).orElse(""),
              "must be between 1 and 64")
          .that(
              inputThreads >= 1 && inputThreads <= 64,
              "inputThreads",
              inputThreads,
              "must be between 1 and 64")
          .that(
              labels.stream().allMatch(label -> label.indexOf('=') > 0),
              "labels",
              String.join(",", labels),
              "must be a list of name=value")
          .that(
              heartbeat.toMillis() >= 100 && heartbeat.toSeconds() <= 10,
              "heartbeat",
              heartbeat,
              "must be between 100ms and 10s")
          .that(
              !stopTime.isNegative() && !stopTime.isZero(),
              "stopTime",
              stopTime,
              "must be longer than 0s")
          .check();
    }

    /** The labels by name. */
    public Map<String, String> labelMap() {
      return labels.stream()
          .map(label -> label.split("=", 2))
          .collect(Collectors.toMap(label -> label[0], label -> label[1], (a, b) -> b));
    }
  }
}
