package dev.pharos.engine.onednn;

import dev.pharos.engine.operation.Scratch;
import dev.pharos.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Memory for an operation's pass: its first result goes where the program wants it, and everything
 * else into tensors that are kept for the next run, which asks for the same ones in the same order.
 */
final class OwnScratch implements Scratch, AutoCloseable {
  private final List<INDArray> own = new ArrayList<>();
  private INDArray result;
  private int next;

  /** Begins a pass. */
  void begin(INDArray target) {
    result = target;
    next = 0;
  }

  @Override
  public INDArray output(long... shape) {
    return target(shape);
  }

  @Override
  public INDArray inputGradient(long... shape) {
    return target(shape);
  }

  private INDArray target(long... shape) {
    var target = result;
    result = null;
    return target != null && Arrays.equals(target.shape(), shape) ? target : working(shape);
  }

  @Override
  public INDArray working(long... shape) {
    if (next == own.size()) {
      own.add(Tensors.zeros(DataType.FLOAT, shape));
    }
    return own.get(next++);
  }

  @Override
  public void close() {
    own.forEach(INDArray::close);
    own.clear();
  }
}
