package dev.pharos.engine.tensor;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The maps of a batch one by one, as 64-bit numbers whatever the tensor's are; several threads may
 * read and write different ones.
 */
public final class Planes {
  private final FloatBuffer floats;
  private final DoubleBuffer doubles;
  private final int count;
  private final int height;
  private final int width;

  private Planes(INDArray tensor) {
    boolean single = tensor.dataType() == DataType.FLOAT;
    floats = single ? Tensors.floats(tensor) : null;
    doubles = single ? null : Tensors.doubles(tensor);
    count = (int) (tensor.size(0) * tensor.size(1));
    height = (int) tensor.size(2);
    width = (int) tensor.size(3);
  }

  /** The maps of a contiguous row-major tensor, [images, maps, rows, columns]. */
  public static Planes of(INDArray tensor) {
    return new Planes(tensor);
  }

  /** The maps of all images. */
  public int count() {
    return count;
  }

  /** Rows of a map. */
  public int height() {
    return height;
  }

  /** Columns of a map. */
  public int width() {
    return width;
  }

  /** A copy of one map, row by row. */
  public double[] read(int plane) {
    var values = new double[height * width];
    int start = plane * values.length;
    for (int i = 0; i < values.length; i++) {
      values[i] = floats != null ? floats.get(start + i) : doubles.get(start + i);
    }
    return values;
  }

  /** Overwrites one map. */
  public void write(int plane, double[] values) {
    int start = plane * values.length;
    for (int i = 0; i < values.length; i++) {
      if (floats != null) {
        floats.put(start + i, (float) values[i]);
      } else {
        doubles.put(start + i, values[i]);
      }
    }
  }
}
