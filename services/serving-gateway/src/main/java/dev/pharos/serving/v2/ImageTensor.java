package dev.pharos.serving.v2;

import dev.pharos.imaging.ImageShape;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The images of an inference request: the tensor {@code image}, {@code [batch, channels, height,
 * width]}, as FP32 with white at 1, or as UINT8 with white at 255.
 *
 * @param values pixel values from 0 (black) to 1 (white), image after image, each in the order
 *     channel, row, column
 * @param count the number of images
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never compared
public record ImageTensor(float[] values, int count) {
  /** The one input of every image classifier. */
  public static final String NAME = "image";

  private static final String FP32 = "FP32";
  private static final String UINT8 = "UINT8";

  /**
   * Checks a request against a model's input.
   *
   * @param image the shape of one image
   * @param limit the most images that one request may hold
   * @throws ProtocolException naming the field that does not fit, and what would
   */
  public static ImageTensor of(InferRequest request, ImageShape image, int limit) {
    if (request.inputs().size() != 1 || !request.inputs().get(0).name().equals(NAME)) {
      throw new ProtocolException(
          "the request has the inputs %s; this model takes one, '%s'"
              .formatted(request.inputs().stream().map(InputTensor::name).toList(), NAME));
    }
    var input = request.inputs().get(0);
    var count = count(input, image, limit);
    var length = Math.multiplyExact(count, image.volume());
    return new ImageTensor(values(input, length), count);
  }

  private static int count(InputTensor input, ImageShape image, int limit) {
    var shape = input.shape();
    var example = List.of((long) image.channels(), (long) image.height(), (long) image.width());
    if (shape.size() != 4 || !shape.subList(1, 4).equals(example)) {
      throw new ProtocolException(
          "input '%s' has shape %s, must be [batch, %d, %d, %d]"
              .formatted(NAME, shape, image.channels(), image.height(), image.width()));
    }
    if (shape.get(0) < 1 || shape.get(0) > limit) {
      throw new ProtocolException(
          "input '%s' holds %d images, must be 1 to %d".formatted(NAME, shape.get(0), limit));
    }
    return shape.get(0).intValue();
  }

  private static float[] values(InputTensor input, int length) {
    if (!input.datatype().equals(FP32) && !input.datatype().equals(UINT8)) {
      throw new ProtocolException(
          "input '%s' has datatype %s, must be FP32 (0 to 1) or UINT8 (0 to 255)"
              .formatted(NAME, input.datatype()));
    }
    var bytes = input.datatype().equals(UINT8);
    if (input.data() instanceof TensorData.Numbers numbers) {
      return fromNumbers(input, numbers, length, bytes);
    }
    return fromBytes(((TensorData.Binary) input.data()).bytes(), length, bytes);
  }

  private static float[] fromNumbers(
      InputTensor input, TensorData.Numbers numbers, int length, boolean bytes) {
    var lengths = numbers.lengths().stream().map(Integer::longValue).toList();
    if (numbers.count() != length || (lengths.size() > 1 && !lengths.equals(input.shape()))) {
      throw new ProtocolException(
          "input '%s' has shape %s and data of %s; %d numbers are needed, flat or nested like the"
                  .formatted(NAME, input.shape(), lengths, length)
              + " shape");
    }
    var values = new float[length];
    for (var i = 0; i < length; i++) {
      values[i] = bytes ? fromByte(numbers.values()[i]) : requireFinite(numbers.values()[i]);
    }
    return values;
  }

  private static float[] fromBytes(ByteBuffer data, int length, boolean bytes) {
    var expected = (long) length * (bytes ? 1 : Float.BYTES);
    if (data.remaining() != expected) {
      throw new ProtocolException(
          "input '%s' comes with %d bytes, its shape and datatype need %d"
              .formatted(NAME, data.remaining(), expected));
    }
    var values = new float[length];
    if (bytes) {
      for (var i = 0; i < length; i++) {
        values[i] = (data.get(data.position() + i) & 0xff) / 255f;
      }
    } else {
      data.asFloatBuffer().get(values);
      for (var value : values) {
        requireFinite(value);
      }
    }
    return values;
  }

  private static float fromByte(float value) {
    if (!(value >= 0 && value <= 255) || value != (int) value) {
      throw new ProtocolException(
          "input '%s' holds %s, a UINT8 must be a whole number from 0 to 255"
              .formatted(NAME, value));
    }
    return value / 255f;
  }

  private static float requireFinite(float value) {
    if (!Float.isFinite(value)) {
      throw new ProtocolException(
          "input '%s' holds %s, must be finite numbers".formatted(NAME, value));
    }
    return value;
  }
}
