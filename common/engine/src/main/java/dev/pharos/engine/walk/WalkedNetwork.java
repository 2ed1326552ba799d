package dev.pharos.engine.walk;

import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.operation.Join;
import dev.pharos.engine.operation.Operation;
import dev.pharos.engine.operation.Operations;
import dev.pharos.engine.operation.StepRandom;
import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Subsampling;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A network that is walked layer by layer, as when predicting, and keeps what every layer gave
 * until the next walk. Slower than a compiled network, which keeps nothing. It belongs to one
 * thread.
 */
public final class WalkedNetwork implements AutoCloseable {
  private final NetworkSpec network;
  private final Map<String, Shape> shapes;
  private final Map<String, Operation> operations = new HashMap<>();
  private final Map<String, Join> joins = new HashMap<>();
  private final Map<String, INDArray> outputs = new HashMap<>();
  private final Arena arena = new Arena();
  private final List<Segment> segments;
  private final List<Segment> statisticsSegments;
  private final INDArray parameters;
  private final INDArray statistics;
  private INDArray gradients;

  /** A network whose parameters and statistics are 0. */
  public WalkedNetwork(NetworkSpec spec) {
    this.network = spec.inference();
    this.shapes = network.shapes();
    this.segments = Segment.ofParameters(network);
    this.statisticsSegments = Segment.ofStatistics(network);
    this.parameters = flat(segments);
    this.statistics = flat(statisticsSegments);
    var random = new StepRandom(0);
    for (var node : network.nodes()) {
      if (Join.is(node.layer())) {
        joins.put(node.name(), Join.of(node.layer()));
      } else {
        var input = network.inputShapes(node).get(0);
        operations.put(node.name(), Operations.of(node.layer(), input, 0, random));
      }
    }
    views(segments, parameters).forEach((name, views) -> operation(name).bindParameters(views));
    views(statisticsSegments, statistics)
        .forEach((name, views) -> operation(name).bindStatistics(views));
  }

  private static INDArray flat(List<Segment> segments) {
    return Tensors.zeros(DataType.FLOAT, Math.max(1, Segment.count(segments)));
  }

  private static Map<String, List<INDArray>> views(List<Segment> segments, INDArray flat) {
    var views = new LinkedHashMap<String, List<INDArray>>();
    for (var segment : segments) {
      var shape = segment.tensor().shape().stream().mapToLong(Integer::longValue).toArray();
      views
          .computeIfAbsent(segment.layer(), layer -> new ArrayList<>())
          .add(
              flat.get(NDArrayIndex.interval(segment.offset(), segment.offset() + segment.length()))
                  .reshape('c', shape));
    }
    return views;
  }

  /** The network, without auxiliary heads. */
  public NetworkSpec network() {
    return network;
  }

  /** Where the parameters lie in {@link #parameters}, in the order of files. */
  public List<Segment> segments() {
    return segments;
  }

  /** Where the statistics lie in {@link #statistics}, in the order of files. */
  public List<Segment> statisticsSegments() {
    return statisticsSegments;
  }

  /** All parameters; what is put there is the network's. */
  public FloatBuffer parameters() {
    return Tensors.floats(parameters);
  }

  /** All statistics; what is put there is the network's. */
  public FloatBuffer statistics() {
    return Tensors.floats(statistics);
  }

  /**
   * Walks forward; what the walk before kept is gone.
   *
   * @param pixels images one after another, NCHW, from the buffer's position on
   * @param upTo the last layer that is wanted: those after it in the network's order are left out
   */
  public void forward(FloatBuffer pixels, int count, String upTo) {
    requireLayer(upTo);
    arena.close();
    outputs.clear();
    var input = network.input();
    var images = arena.output(count, input.channels(), input.height(), input.width());
    Tensors.floats(images).put(pixels.slice(pixels.position(), Math.toIntExact(images.length())));
    outputs.put(NetworkSpec.INPUT, images);
    for (var node : network.nodes()) {
      outputs.put(node.name(), forward(node));
      arena.operationDone();
      if (node.name().equals(upTo)) {
        return;
      }
    }
  }

  private INDArray forward(Node node) {
    var inputs = inputs(node);
    // Subsampling keeps its means only when a backward pass follows.
    return Join.is(node.layer())
        ? joins.get(node.name()).forward(inputs, arena)
        : operation(node.name()).forward(inputs[0], node.layer() instanceof Subsampling, arena);
  }

  /** What a layer gave for all images of the last walk, NCHW. */
  public float[] output(String layer) {
    var tensor = tensor(layer);
    var values = new float[Math.toIntExact(tensor.length())];
    Tensors.floats(tensor).get(values);
    return values;
  }

  /** The shape of a layer's output for one image. */
  public Shape shape(String layer) {
    requireLayer(layer);
    return shapes.get(layer);
  }

  INDArray tensor(String layer) {
    requireLayer(layer);
    var tensor = outputs.get(layer);
    if (tensor == null) {
      throw new IllegalStateException(layer + " comes after the last layer that was walked to");
    }
    return tensor;
  }

  INDArray[] inputs(Node node) {
    return node.inputs().stream().map(outputs::get).toArray(INDArray[]::new);
  }

  Operation operation(String layer) {
    return operations.get(layer);
  }

  Join join(String layer) {
    return joins.get(layer);
  }

  /** Gives operations a place for gradients of parameters, which nobody looks at. */
  void requireGradients() {
    if (gradients == null) {
      gradients = flat(segments);
      views(segments, gradients).forEach((name, views) -> operation(name).bindGradients(views));
    }
  }

  private void requireLayer(String layer) {
    if (!shapes.containsKey(layer)) {
      throw NetworkException.unknown("layer", layer, shapes.keySet());
    }
  }

  @Override
  public void close() {
    arena.close();
    parameters.close();
    statistics.close();
    if (gradients != null) {
      gradients.close();
    }
  }
}
