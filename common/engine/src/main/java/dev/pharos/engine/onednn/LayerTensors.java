package dev.pharos.engine.onednn;

import dev.pharos.engine.graph.Segment;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters, gradients and statistics of one layer, each in its part of the flat tensors. */
record LayerTensors(FlatTensors flat, List<Segment> segments, List<Segment> statistics) {

  /** How many tensors of parameters there are. */
  int count() {
    return segments.size();
  }

  /** Where the parameters begin. */
  long address() {
    return FlatTensors.address(flat.parameters(), segments.get(0));
  }

  /** One tensor of parameters; the layout is row-major and may span those that follow. */
  Tensor parameters(Program program, int number, Layout layout) {
    return program.at(FlatTensors.address(flat.parameters(), segments.get(number)), layout);
  }

  /** Where the gradient of one tensor of parameters belongs. */
  Tensor gradient(Program program, int number, Layout layout) {
    return program.at(FlatTensors.address(flat.gradients(), segments.get(number)), layout);
  }

  /** One tensor of statistics. */
  Tensor statistics(Program program, int number, Layout layout) {
    return program.at(FlatTensors.address(flat.statistics(), statistics.get(number)), layout);
  }

  List<INDArray> parameterViews() {
    return views(flat.parameters(), segments);
  }

  List<INDArray> gradientViews() {
    return views(flat.gradients(), segments);
  }

  List<INDArray> statisticsViews() {
    return views(flat.statistics(), statistics);
  }

  private static List<INDArray> views(INDArray tensor, List<Segment> parts) {
    return parts.stream().map(part -> FlatTensors.view(tensor, part)).toList();
  }
}
