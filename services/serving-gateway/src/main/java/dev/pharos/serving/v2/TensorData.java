package dev.pharos.serving.v2;

import java.nio.ByteBuffer;
import java.util.List;

/** The values of an input tensor as they came. */
sealed interface TensorData {

  /**
   * Numbers of a JSON array.
   *
   * @param values the numbers in row-major order; only the first {@code count} count
   * @param count how many there are
   * @param lengths lengths of the nested arrays from the outermost on; one length for a flat array
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over and never compared
  record Numbers(float[] values, int count, List<Integer> lengths) implements TensorData {}

  /**
   * Bytes of the binary extension.
   *
   * @param bytes little-endian, without padding
   */
  record Binary(ByteBuffer bytes) implements TensorData {}
}
