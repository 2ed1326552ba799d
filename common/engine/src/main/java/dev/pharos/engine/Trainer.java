package dev.pharos.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pharos.networks.NetworkSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

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
  private final Learner learner;
  private final Replicas replicas;
  private final TrainingStep step;
  private final Optimization optimization;
  private final long seed;
  private final TensorOrigin origin;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final JsonNode position;
  private double learningRate;
  private long steps;

  /**
   * A trainer of a network that is ready for its next step.
   *
   * @param thread that the learner belongs to
   * @param learner the copy of the network that counts
   * @param replicas the copies on other devices
   */
  Trainer(
      ComputeThread thread,
      Learner learner,
      Replicas replicas,
      Optimization optimization,
      long seed,
      TensorOrigin origin,
      Progress progress) {
    this.thread = thread;
    this.learner = learner;
    this.replicas = replicas;
    this.step = new TrainingStep(learner, replicas);
    this.optimization = optimization;
    this.seed = seed;
    this.origin = origin;
    this.learningRate = optimization.learningRate();
    this.steps = progress.steps();
    this.position = progress.position();
  }

  /**
   * How far a training is.
   *
   * @param steps steps done
   * @param position what the caller gave along with the checkpoint; a missing node for none
   */
  record Progress(long steps, JsonNode position) {
    static final Progress NONE = new Progress(0, MissingNode.getInstance());
  }

  /** A new network on the first device; see {@link TrainerFactory#create}. */
  public static Trainer create(NetworkSpec network, Optimization optimization, long seed) {
    return new TrainerFactory(DeviceSet.FIRST).create(network, optimization, seed);
  }

  /** A network that begins as a trained one; see {@link TrainerFactory#fineTune}. */
  public static Trainer fineTune(
      NetworkSpec network,
      Optimization optimization,
      long seed,
      Path modelFile,
      Optional<String> freezeUpTo) {
    return new TrainerFactory(DeviceSet.FIRST)
        .fineTune(network, optimization, seed, modelFile, freezeUpTo);
  }

  /** The trainer a checkpoint describes; see {@link TrainerFactory#restore}. */
  public static Trainer restore(Path checkpoint) {
    return new TrainerFactory(DeviceSet.FIRST).restore(checkpoint);
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
      count.add(thread.call(() -> learner.model().scores(batch.pixels(), batch.size())), batch);
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
    return learner.model().spec();
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
    thread.run(() -> state.write(file, learner.model(), learner.descent()));
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
    thread.run(() -> ModelFile.write(file, written, learner.model()));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      thread.run(this::release);
      thread.close();
    }
  }

  private void release() {
    replicas.close();
    learner.close();
  }
}
