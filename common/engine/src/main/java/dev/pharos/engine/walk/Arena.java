package dev.pharos.engine.walk;

import dev.pharos.engine.operation.Scratch;
import dev.pharos.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tensors that live until all of them are given back at once. */
final class Arena implements Scratch, AutoCloseable {
  private final List<INDArray> tensors = new ArrayList<>();
  private final List<INDArray> working = new ArrayList<>();

  @Override
  public INDArray output(long... shape) {
    return kept(tensors, shape);
  }

  @Override
  public INDArray inputGradient(long... shape) {
    return kept(tensors, shape);
  }

  @Override
  public INDArray working(long... shape) {
    return kept(working, shape);
  }

  private static INDArray kept(List<INDArray> list, long... shape) {
    var tensor = Tensors.zeros(DataType.FLOAT, shape);
    list.add(tensor);
    return tensor;
  }

  /** Frees what an operation needed on its way. */
  void operationDone() {
    working.forEach(INDArray::close);
    working.clear();
  }

  @Override
  public void close() {
    operationDone();
    tensors.forEach(INDArray::close);
    tensors.clear();
  }
}
