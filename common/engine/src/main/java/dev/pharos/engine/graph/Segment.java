package dev.pharos.engine.graph;

import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.ParameterTensor;
import dev.pharos.networks.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Where one tensor of parameters, or of statistics, lies in the flat tensor of the whole network.
 *
 * @param layer the layer's name
 * @param tensor its description
 * @param offset index of its first value
 */
public record Segment(String layer, ParameterTensor tensor, long offset) {

  /** The parameters of a network one after another, as files keep them. */
  public static List<Segment> ofParameters(NetworkSpec network) {
    return inOrder(network, (layer, inputs) -> layer.parameters(inputs));
  }

  /** The statistics of a network one after another, as files keep them. */
  public static List<Segment> ofStatistics(NetworkSpec network) {
    return inOrder(network, (layer, inputs) -> layer.statistics(inputs));
  }

  private static List<Segment> inOrder(
      NetworkSpec network, BiFunction<LayerSpec, List<Shape>, List<ParameterTensor>> tensors) {
    var segments = new ArrayList<Segment>();
    long offset = 0;
    for (var node : network.nodes()) {
      for (var tensor : tensors.apply(node.layer(), network.inputShapes(node))) {
        segments.add(new Segment(node.name(), tensor, offset));
        offset += tensor.elements();
      }
    }
    return List.copyOf(segments);
  }

  /** The number of values of all. */
  public static long count(List<Segment> segments) {
    return segments.stream().mapToLong(Segment::length).sum();
  }

  /** The number of values. */
  public long length() {
    return tensor.elements();
  }
}
