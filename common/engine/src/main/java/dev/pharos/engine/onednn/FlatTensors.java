package dev.pharos.engine.onednn;

import dev.pharos.engine.graph.Segment;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The flat tensors of a network, which are the truth about its parameters.
 *
 * @param segments where each parameter lies, in parameters and gradients
 * @param gradients null for a network that only predicts
 * @param statisticsSegments where each of the statistics lies
 */
public record FlatTensors(
    List<Segment> segments,
    INDArray parameters,
    INDArray gradients,
    List<Segment> statisticsSegments,
    INDArray statistics) {

  /** The parameters of one layer. */
  LayerTensors of(String layer) {
    return new LayerTensors(
        this,
        segments.stream().filter(segment -> segment.layer().equals(layer)).toList(),
        statisticsSegments.stream().filter(segment -> segment.layer().equals(layer)).toList());
  }

  static long address(INDArray flat, Segment segment) {
    var start = flat.data().addressPointer();
    return start.address() + (start.position() + segment.offset()) * flat.dataType().width();
  }

  static INDArray view(INDArray flat, Segment segment) {
    var shape = segment.tensor().shape().stream().mapToLong(Integer::longValue).toArray();
    return flat.reshape(flat.length())
        .get(NDArrayIndex.interval(segment.offset(), segment.offset() + segment.length()))
        .reshape('c', shape);
  }
}
