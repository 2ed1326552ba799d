package dev.pharos.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.networks.NetworkSpec;
import java.nio.file.Path;

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
@SuppressWarnings("DoNotCallSuggester")
public final class Trainer implements AutoCloseable {

  private Trainer() {}

  /**
   * A new network. The initial parameters are a function of network and seed.
   *
   * @throws EngineException when there is not enough native memory
   */
  public static Trainer create(NetworkSpec network, Optimization optimization, long seed) {
    throw new UnsupportedOperationException();
  }

  /**
   * The trainer a checkpoint describes, ready for its next step.
   *
   * @throws InvalidFileException when the file is no checkpoint, damaged or of a version that is
   *     not known
   */
  public static Trainer restore(Path checkpoint) {
    throw new UnsupportedOperationException();
  }

  /**
   * Trains on one batch.
   *
   * @return the mean loss (cross-entropy, in nats) of the batch before the parameters changed
   * @throws DivergedException when that is not finite; the parameters have not been changed by this
   *     step then
   * @throws IllegalArgumentException when the batch does not fit the network
   */
  public double step(Batch batch) {
    throw new UnsupportedOperationException();
  }

  /** Runs the network, without dropout, over labelled images; changes nothing. */
  public Evaluation evaluate(Iterable<Batch> batches) {
    throw new UnsupportedOperationException();
  }

  /** Steps done since the seed. */
  public long steps() {
    throw new UnsupportedOperationException();
  }

  /** The step size of the next step. */
  public double learningRate() {
    throw new UnsupportedOperationException();
  }

  /** Changes the step size; a checkpoint keeps it. */
  public void learningRate(double rate) {
    throw new UnsupportedOperationException();
  }

  /** The network. */
  public NetworkSpec network() {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes parameters, updater state, step, seed and learning rate, atomically: the file is
   * complete or not there.
   *
   * @param file where to; it is replaced
   * @param position what the caller wants back from {@link #position}, such as its place in the
   *     data
   */
  public void checkpoint(Path file, JsonNode position) {
    throw new UnsupportedOperationException();
  }

  /**
   * What the caller gave along with the checkpoint this trainer came from; a missing node for a new
   * one.
   */
  public JsonNode position() {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes the trained network as a model file, atomically.
   *
   * @throws IllegalArgumentException when the description is of another network
   */
  public void saveModel(Path file, ModelDescription description) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
