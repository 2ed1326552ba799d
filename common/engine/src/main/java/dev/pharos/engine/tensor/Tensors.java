package dev.pharos.engine.tensor;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Numbers in and out of tensors without ND4J's element-by-element access. */
public final class Tensors {
  private Tensors() {}

  /** A new tensor of zeros outside every workspace, in row-major order. */
  public static INDArray zeros(DataType type, long... shape) {
    try (var outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return Nd4j.create(type, shape, 'c');
    }
  }

  /**
   * The memory of a contiguous tensor of 32-bit floats, in row-major order: what is put there
   * before the tensor's next operation is in the tensor.
   */
  public static FloatBuffer floats(INDArray tensor) {
    if (tensor.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "tensor of " + tensor.dataType() + " where FLOAT is needed");
    }
    var start = (FloatPointer) hostMemory(tensor);
    return new FloatPointer(start).capacity(tensor.length()).asBuffer();
  }

  /**
   * A tensor's memory where Java can reach it, with its newest values, and from now on the place of
   * the newest: a card that holds a copy gets it again before its next operation. On a CPU there is
   * but one place.
   */
  static Pointer hostMemory(INDArray tensor) {
    var places = Nd4j.getAffinityManager();
    places.ensureLocation(tensor, AffinityManager.Location.HOST);
    places.tagLocation(tensor, AffinityManager.Location.HOST);
    return tensor.data().addressPointer();
  }

  /** The memory of a contiguous tensor of 64-bit floats, in row-major order. */
  public static DoubleBuffer doubles(INDArray tensor) {
    var start = (DoublePointer) hostMemory(tensor);
    return new DoublePointer(start).capacity(tensor.length()).asBuffer();
  }

  /** Copies [a, b, rest] to [b, a, rest]; both contiguous, row-major and of one type. */
  public static void swapLeading(INDArray from, INDArray to) {
    long a = from.size(0);
    long b = from.size(1);
    long bytes = from.length() / (a * b) * from.dataType().width();
    var source = new BytePointer(hostMemory(from));
    var target = new BytePointer(hostMemory(to));
    for (long i = 0; i < a; i++) {
      for (long j = 0; j < b; j++) {
        Pointer.memcpy(
            target.position((j * a + i) * bytes), source.position((i * b + j) * bytes), bytes);
      }
    }
  }

  /**
   * Copies some maps of every image; both tensors are [images, maps, rows, columns], contiguous,
   * row-major and of one type, and differ in nothing but their number of maps.
   *
   * @param first the first map that is copied
   * @param target where it goes
   * @param count how many maps are copied
   */
  public static void copyMaps(INDArray from, long first, INDArray to, long target, long count) {
    long map = from.size(2) * from.size(3) * from.dataType().width();
    var source = new BytePointer(hostMemory(from));
    var sink = new BytePointer(hostMemory(to));
    for (long image = 0; image < from.size(0); image++) {
      Pointer.memcpy(
          sink.position((image * to.size(1) + target) * map),
          source.position((image * from.size(1) + first) * map),
          count * map);
    }
  }
}
