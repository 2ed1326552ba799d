package dev.pharos.serving.v2;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An output of an inference answer.
 *
 * @param name the output's name
 * @param datatype {@code FP32} or {@code BYTES}
 * @param shape its dimensions
 * @param numbers its values where it is FP32, else null
 * @param texts its values where it is BYTES, else null
 * @param binary whether it is written as bytes behind the JSON
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never compared
record OutputTensor(
    String name,
    String datatype,
    List<Integer> shape,
    float[] numbers,
    List<String> texts,
    boolean binary) {

  static OutputTensor numbers(String name, List<Integer> shape, float[] values, boolean binary) {
    return new OutputTensor(name, "FP32", shape, values, null, binary);
  }

  static OutputTensor texts(String name, List<Integer> shape, List<String> values, boolean binary) {
    return new OutputTensor(name, "BYTES", shape, null, values, binary);
  }

  /** The values as the binary extension writes them. */
  byte[] bytes() {
    if (numbers != null) {
      var bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(numbers);
      return bytes.array();
    }
    var encoded = texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    var length = encoded.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
    var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    encoded.forEach(text -> bytes.putInt(text.length).put(text));
    return bytes.array();
  }
}
