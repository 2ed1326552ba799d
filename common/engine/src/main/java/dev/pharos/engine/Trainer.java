package dev.pharos.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pharos.engine.network.CompiledNetwork;
import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.LayerTransfer;
import dev.pharos.networks.NetworkSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A network in training.
 *
 * <p>A step is a function of the parameters, the updater's state, the batch, the seed and the
 * step's number, and of nothing else: on a CPU with the same number of threads, a trainer restored
 * from a checkpoint ends with the same parameters, bit for bit, as one that was never interrupted.
 *
 * <p>Methods may be called from any thread, one at a time; the work is done on a thread of the
 * trainer's own, which {@link #close} ends along with all native memory.
 */
public final class Trainer implements AutoCloseable {
  private final ComputeThread thread;
  private final Model model;
  private final Descent descent;
  private final TrainingStep step;
  private final Optimization optimization;
  private final long seed;
  private final TensorOrigin origin;
  private final AtomicBoolean closed = new AtomicBoolean();
  private JsonNode position = MissingNode.getInstance();
  private double learningRate;
  private long steps;

  private Trainer(
      ComputeThread thread,
      NetworkSpec network,
      Optimization optimization,
      long seed,
      TensorOrigin origin) {
    this.thread = thread;
    this.origin = origin;
    this.optimization = optimization;
    this.learningRate = optimization.learningRate();
    this.seed = seed;
    NativeMemory.require(
        "training " + network.name(),
        network.layerTable().weightBytes(optimization.optimizer().slots()));
    var frozen = origin.frozenSet();
    var compiled = CompiledNetwork.forTraining(network, DataType.FLOAT, seed, frozen);
    this.model = new Model(compiled, network.layerTable()::trainingBytes);
    this.descent =
        new Descent(
            optimization, compiled.parameters(), compiled.gradients(), compiled.segments(), frozen);
    this.step = new TrainingStep(model, descent, optimization.labelSmoothing());
  }

  /**
   * A new network. The initial parameters are a function of network and seed.
   *
   * @throws EngineException when there is not enough memory
   */
  public static Trainer create(NetworkSpec network, Optimization optimization, long seed) {
    return start(
        network.name(),
        thread -> {
          var trainer =
              new Trainer(thread, network, optimization, seed, TensorOrigin.fresh(network));
          trainer.initialize();
          return trainer;
        });
  }

  /**
   * A network that begins as a trained one: a layer all of whose tensors have, by name and shape,
   * their like in the model file is copied, the others begin as the seed says. {@link #origin}
   * tells which.
   *
   * @param modelFile the trained network
   * @param freezeUpTo the last frozen layer: it and all layers before it that it depends on keep
   *     their parameters and statistics and compute as when predicting, without dropout
   * @throws dev.pharos.networks.NetworkException of field "startFrom" when no layer fits; of field
   *     "freezeUpTo" when that is no layer, with near names, or one that cannot be frozen
   * @throws InvalidFileException when the file is no model, damaged or of a version that is not
   *     known
   * @throws EngineException when there is not enough memory
   */
  public static Trainer fineTune(
      NetworkSpec network,
      Optimization optimization,
      long seed,
      Path modelFile,
      Optional<String> freezeUpTo) {
    try (var archive = ModelFile.open(modelFile)) {
      var source = ModelFile.description(modelFile, archive).network();
      var origin = TensorOrigin.of(LayerTransfer.of(network, source, freezeUpTo));
      return start(
          network.name(),
          thread -> {
            var trainer = new Trainer(thread, network, optimization, seed, origin);
            try {
              trainer.initialize();
              ModelFile.readLayers(archive, source, trainer.model, Set.copyOf(origin.copied()));
            } catch (RuntimeException e) {
              trainer.release();
              throw e;
            }
            return trainer;
          });
    }
  }

  private void initialize() {
    var compiled = model.compiled();
    Initialization.fill(Tensors.floats(compiled.parameters()), compiled.segments(), seed);
    Initialization.fill(Tensors.floats(compiled.statistics()), compiled.statisticsSegments(), seed);
  }

  /**
   * The trainer a checkpoint describes, ready for its next step.
   *
   * @throws InvalidFileException when the file is no checkpoint, damaged or of a version that is
   *     not known
   */
  public static Trainer restore(Path checkpoint) {
    try (var archive = Checkpoint.open(checkpoint)) {
      var saved = Checkpoint.read(checkpoint, archive);
      return start(
          saved.network().name(),
          thread -> {
            var trainer =
                new Trainer(
                    thread, saved.network(), saved.optimization(), saved.seed(), saved.origin());
            trainer.steps = saved.steps();
            trainer.position = saved.position();
            try {
              Checkpoint.readTensors(archive, trainer.model, trainer.descent);
            } catch (RuntimeException e) {
              trainer.release();
              throw e;
            }
            return trainer;
          });
    }
  }

  private static Trainer start(String network, Function<ComputeThread, Trainer> make) {
    var thread = new ComputeThread("trainer-" + network);
    try {
      return thread.call(() -> make.apply(thread));
    } catch (RuntimeException e) {
      thread.close();
      throw e;
    }
  }

  /**
   * Trains on one batch.
   *
   * @return the mean loss (cross-entropy, in nats, of smoothed labels where they are) of the batch
   *     before the parameters changed
   * @throws DivergedException when that or a gradient is not finite; the parameters have not been
   *     changed by this step then
   * @throws IllegalArgumentException when the batch does not fit the network
   */
  public double step(Batch batch) {
    batch.requireFits(network());
    long next = steps + 1;
    double loss = thread.call(() -> step.run(batch, next, learningRate));
    steps = next;
    return loss;
  }

  /** Runs the network, without dropout, over labelled images; changes nothing. */
  public Evaluation evaluate(Iterable<Batch> batches) {
    return evaluate(batches, 1);
  }

  /**
   * The same where each image comes several times in a row, such as in different crops, also from
   * one batch to the next: what counts is the mean of the probabilities. An image of which the last
   * batch lacks some does not count.
   *
   * @param views how many times, at least 1
   */
  public Evaluation evaluate(Iterable<Batch> batches, int views) {
    var count = new EvaluationCount(network().classes(), views);
    for (var batch : batches) {
      batch.requireFits(network());
      count.add(thread.call(() -> model.scores(batch.pixels(), batch.size())), batch);
    }
    return count.result();
  }

  /** Where the first parameters came from, and which layers are frozen. */
  public TensorOrigin origin() {
    return origin;
  }

  /** Steps done since the seed. */
  public long steps() {
    return steps;
  }

  /** The step size of the next step. */
  public double learningRate() {
    return learningRate;
  }

  /** Changes the step size; a checkpoint keeps it. */
  public void learningRate(double rate) {
    learningRate = optimization.withLearningRate(rate).learningRate();
  }

  /** The network. */
  public NetworkSpec network() {
    return model.spec();
  }

  /**
   * Writes parameters, updater state, step, seed and learning rate, atomically: the file is
   * complete or not there.
   *
   * @param file where to; it is replaced
   * @param place what the caller wants back from {@link #position}, such as its place in the data
   * @throws java.io.UncheckedIOException when it cannot be written
   */
  public void checkpoint(Path file, JsonNode place) {
    var state =
        new Checkpoint(
            network(), optimization.withLearningRate(learningRate), seed, steps, origin, place);
    thread.run(() -> state.write(file, model, descent));
  }

  /**
   * What the caller gave along with the checkpoint this trainer came from; a missing node for a new
   * one.
   */
  public JsonNode position() {
    return position;
  }

  /**
   * Writes the trained network as a model file, without auxiliary heads, atomically.
   *
   * @param description of this network, with or without its auxiliary heads
   * @throws IllegalArgumentException when the description is of another network
   * @throws java.io.UncheckedIOException when it cannot be written
   */
  public void saveModel(Path file, ModelDescription description) {
    var network = description.network().inference();
    if (!network.equals(network().inference())) {
      throw new IllegalArgumentException(
          "network: the description is of " + network.name() + " and the trainer's is another");
    }
    var written =
        new ModelDescription(
            network, description.labels(), description.preprocessing(), description.provenance());
    thread.run(() -> ModelFile.write(file, written, model));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      thread.run(this::release);
      thread.close();
    }
  }

  private void release() {
    descent.close();
    model.close();
  }
}
