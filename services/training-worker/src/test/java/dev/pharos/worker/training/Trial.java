package dev.pharos.worker.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.FileSystemArtifactStore;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.contracts.run.Progress;
import dev.pharos.engine.DeviceSet;
import dev.pharos.worker.TinyDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.zip.ZipFile;

/** Trains jobs on the tiny data set, and remembers what was said. */
final class Trial {
  static final long PLENTY = 1L << 40;

  private final Path folder;
  private final ArtifactStore artifacts;
  private final ArtifactRef dataset;

  Trial(Path folder) throws IOException {
    this.folder = folder;
    this.artifacts = new FileSystemArtifactStore(folder.resolve("store"));
    this.dataset = TinyDataset.store(artifacts, folder);
  }

  ArtifactStore artifacts() {
    return artifacts;
  }

  ArtifactRef dataset() {
    return dataset;
  }

  TrainingTask task(JobSpec job) {
    return resuming(job, List.of());
  }

  TrainingTask resuming(JobSpec job, Optional<ArtifactRef> checkpoint) {
    return resuming(job, checkpoint.stream().toList());
  }

  TrainingTask resuming(JobSpec job, List<ArtifactRef> checkpoints) {
    return new TrainingTask(new UUID(0, 1), job, 1, dataset, checkpoints, Optional.empty());
  }

  TrainingTask starting(JobSpec job, ArtifactRef model, Optional<ArtifactRef> checkpoint) {
    var checkpoints = checkpoint.stream().toList();
    return new TrainingTask(new UUID(0, 1), job, 1, dataset, checkpoints, Optional.of(model));
  }

  Outcome.Finished finish(TrainingTask task, Heard heard) throws Exception {
    return (Outcome.Finished) session(task, heard, new StopSignal(), PLENTY).run();
  }

  /** Trains until a step is done and somebody asks for a release. */
  Outcome.Stopped release(TrainingTask task, long afterStep) throws Exception {
    var stop = new StopSignal();
    var heard = new Heard();
    heard.afterStep =
        step -> {
          if (step == afterStep) {
            stop.request(StopReason.RELEASE);
          }
        };
    return (Outcome.Stopped) session(task, heard, stop, PLENTY).run();
  }

  /** Trains until a step is done and the process dies; gives the last checkpoint. */
  Optional<ArtifactRef> kill(TrainingTask task, long afterStep) throws Exception {
    var heard = new Heard();
    heard.afterStep =
        step -> {
          if (step == afterStep) {
            throw new Killed();
          }
        };
    try {
      session(task, heard, new StopSignal(), PLENTY).run();
    } catch (Killed e) {
      return heard.checkpoint;
    }
    throw new AssertionError("it ended before step " + afterStep);
  }

  TrainingSession session(TrainingTask task, Heard heard, StopSignal stop, long memory)
      throws IOException {
    var scratch = Files.createTempDirectory(folder, "scratch");
    return new TrainingSession(
        task, artifacts, scratch, new TrainingResources(DeviceSet.FIRST, memory, 2), heard, stop);
  }

  byte[] parameters(Outcome outcome) throws IOException {
    var model = artifacts.localFile(((Outcome.Finished) outcome).model());
    try (var zip = new ZipFile(model.toFile());
        var content = zip.getInputStream(zip.getEntry("parameters.bin"))) {
      return content.readAllBytes();
    }
  }

  /**
   * What a checkpoint holds: parameters, the optimiser's state, the generators and the position,
   * but not how fast the training was.
   */
  Map<String, Object> state(ArtifactRef checkpoint) throws IOException {
    var state = new TreeMap<String, Object>();
    try (var zip = new ZipFile(artifacts.localFile(checkpoint).toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        try (var content = zip.getInputStream(entry)) {
          var bytes = content.readAllBytes();
          var isDocument = entry.getName().endsWith(".json");
          state.put(entry.getName(), isDocument ? withoutSpeed(bytes) : ByteBuffer.wrap(bytes));
        }
      }
    }
    return state;
  }

  private static JsonNode withoutSpeed(byte[] json) throws IOException {
    var document = Json.mapper().readTree(json);
    document
        .findParents(MetricNames.IMAGES_PER_SECOND)
        .forEach(metrics -> ((ObjectNode) metrics).remove(MetricNames.IMAGES_PER_SECOND));
    return document;
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed");
    }
  }

  record Point(String name, long step, int epoch, double value) {}

  /** A checkpoint as it was told of. */
  record Written(
      long step, ArtifactRef checkpoint, Map<String, Double> metrics, Optional<ArtifactRef> best) {}

  /** Remembers what it hears. */
  static final class Heard implements TrainingListener {
    final List<Point> points = new ArrayList<>();
    final List<Written> checkpoints = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    Optional<ArtifactRef> checkpoint = Optional.empty();
    LongConsumer afterStep = step -> {};
    Progress progress;
    long steps;
    long fromStep;

    List<Point> of(String name) {
      return points.stream().filter(point -> point.name().equals(name)).toList();
    }

    @Override
    public void started(long parameters, long allSteps, long resumedAfter) {
      steps = allSteps;
      fromStep = resumedAfter;
    }

    @Override
    public void metric(String name, long step, int epoch, double value) {
      points.add(new Point(name, step, epoch, value));
    }

    @Override
    public void progress(Progress now) {
      progress = now;
      afterStep.accept(now.step());
    }

    @Override
    public void info(String line) {
      lines.add(line);
    }

    @Override
    public void warn(String line) {
      warnings.add(line);
    }

    @Override
    public void checkpointed(
        int epoch,
        long step,
        ArtifactRef written,
        Map<String, Double> metrics,
        Optional<ArtifactRef> best) {
      checkpoint = Optional.of(written);
      checkpoints.add(new Written(step, written, metrics, best));
    }
  }
}
