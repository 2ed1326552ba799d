package dev.pharos.engine;

import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.network.CompiledNetwork;
import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.NetworkSpec;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A compiled network together with the tensor its batches are copied into; what trainer and
 * classifier have in common. It belongs to one thread.
 */
final class Model implements AutoCloseable {
  private final CompiledNetwork network;
  private final IntToLongFunction batchBytes;
  private INDArray images;
  private int largestBatch;

  /**
   * A network that has not seen a batch.
   *
   * @param batchBytes memory that a batch of some size takes
   */
  Model(CompiledNetwork network, IntToLongFunction batchBytes) {
    this.network = network;
    this.batchBytes = batchBytes;
  }

  CompiledNetwork compiled() {
    return network;
  }

  NetworkSpec spec() {
    return network.network();
  }

  /**
   * The parameters' tensors in the order of the network's description, which is the order of files.
   */
  List<FloatBuffer> parameterParts() {
    return parts(network.parameters());
  }

  /** A flat tensor of the parameters' order, cut and sorted into the order of files. */
  List<FloatBuffer> parts(INDArray flat) {
    return parts(flat, network.segments(), layer -> true);
  }

  /** The parameters' tensors of some layers. */
  List<FloatBuffer> parameterParts(Predicate<String> layers) {
    return parts(network.parameters(), network.segments(), layers);
  }

  /** The statistics' tensors of some layers, in the order of files. */
  List<FloatBuffer> statisticsParts(Predicate<String> layers) {
    return parts(network.statistics(), network.statisticsSegments(), layers);
  }

  private static List<FloatBuffer> parts(
      INDArray flat, List<Segment> segments, Predicate<String> layers) {
    var all = Tensors.floats(flat);
    return segments.stream()
        .filter(segment -> layers.test(segment.layer()))
        .map(segment -> all.slice((int) segment.offset(), (int) segment.length()))
        .toList();
  }

  /** Copies a batch into a tensor that is used again for the next batch of that size. */
  INDArray images(FloatBuffer pixels, int count) {
    requireMemory(count);
    var shape = spec().input();
    if (images == null || images.size(0) != count) {
      release();
      images =
          Tensors.zeros(DataType.FLOAT, count, shape.channels(), shape.height(), shape.width());
    }
    Tensors.floats(images)
        .put(pixels.slice(pixels.position(), Math.toIntExact(count * shape.elements())));
    return images;
  }

  /** A larger batch takes more than any before it; any other only must not be the drop too much. */
  private void requireMemory(int count) {
    NativeMemory.require(
        "a batch of " + count + " images of " + spec().name(),
        count > largestBatch ? batchBytes.applyAsLong(count) : 0);
    largestBatch = Math.max(largestBatch, count);
  }

  /** Runs forward; one row of scores for each image. */
  float[] scores(FloatBuffer pixels, int count) {
    var scores = network.scores(images(pixels, count));
    var copy = new float[count * spec().classes()];
    Tensors.floats(scores).get(copy);
    scores.close();
    return copy;
  }

  private void release() {
    if (images != null) {
      images.close();
      images = null;
    }
  }

  @Override
  public void close() {
    release();
    network.close();
  }
}
