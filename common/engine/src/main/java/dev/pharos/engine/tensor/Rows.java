package dev.pharos.engine.tensor;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some rows of a row-major tensor, for copying: a row is everything after the first {@code leading}
 * dimensions.
 */
public final class Rows {
  private final INDArray tensor; // keeps the memory alive
  private final BytePointer[] starts;
  private final long bytes;

  private Rows(INDArray tensor, BytePointer[] starts, long bytes) {
    this.tensor = tensor;
    this.starts = starts;
    this.bytes = bytes;
  }

  /**
   * Finds rows of a tensor.
   *
   * @param tensor contiguous, row-major
   * @param leading how many dimensions number the rows
   * @param rows which rows, in the order in which they are copied
   */
  public static Rows of(INDArray tensor, int leading, IntStream rows) {
    long elements = 1;
    for (int dimension = leading; dimension < tensor.rank(); dimension++) {
      elements *= tensor.size(dimension);
    }
    long bytes = elements * tensor.dataType().width();
    var base = Tensors.hostMemory(tensor);
    var starts =
        rows.mapToObj(row -> new BytePointer(base).position(row * bytes))
            .toArray(BytePointer[]::new);
    return new Rows(tensor, starts, bytes);
  }

  /** Copies these rows over those of another tensor, one to one. */
  public void copyTo(Rows target) {
    if (target.starts.length != starts.length || target.bytes != bytes) {
      throw new IllegalArgumentException("rows of " + tensor.shapeInfoToString() + " do not fit");
    }
    Tensors.hostMemory(tensor);
    Tensors.hostMemory(target.tensor);
    for (int row = 0; row < starts.length; row++) {
      Pointer.memcpy(target.starts[row], starts[row], bytes);
    }
  }
}
