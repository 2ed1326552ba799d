package dev.pharos.imaging.decode;

import dev.pharos.imaging.Pixels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** WebP files for tests; Java has no writer. */
final class WebpFiles {
  /** One pixel, lossy. */
  static final byte[] LOSSY =
      Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

  private WebpFiles() {}

  /** A lossless file (RFC 9649, section 3.8) of an RGB image whose values are all 0 or 255. */
  static byte[] lossless(Pixels image) {
    var bits = new Bits();
    bits.put(0x2f, 8);
    bits.put(image.width() - 1, 14);
    bits.put(image.height() - 1, 14);
    bits.put(0, 1 + 3 + 1 + 1 + 1); // no alpha, version, transform, colour cache, meta prefix codes
    for (var code = 0; code < 3; code++) { // green, red, blue: a bit each for 0 and 255
      bits.put(1, 1);
      bits.put(1, 1);
      bits.put(0, 1);
      bits.put(0, 1);
      bits.put(255, 8);
    }
    bits.put(0b0_1_0_1, 1);
    bits.put(0, 1);
    bits.put(1, 1);
    bits.put(255, 8); // alpha: always 255, no bits
    bits.put(1, 1);
    bits.put(0, 1);
    bits.put(0, 1);
    bits.put(0, 1); // distance: never used
    for (var at = 0; at < image.data().length; at += 3) {
      bits.put(image.data()[at + 1] & 1, 1);
      bits.put(image.data()[at] & 1, 1);
      bits.put(image.data()[at + 2] & 1, 1);
    }
    return riff("VP8L", bits.bytes());
  }

  private static byte[] riff(String type, byte[] body) {
    var padded = body.length + (body.length & 1);
    return ByteBuffer.allocate(20 + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(12 + padded)
        .put("WEBP".getBytes(StandardCharsets.US_ASCII))
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .putInt(body.length)
        .put(body)
        .array();
  }

  /** Bits, the least significant first. */
  private static final class Bits {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int current;
    private int used;

    void put(int value, int count) {
      for (var i = 0; i < count; i++) {
        current |= (value >>> i & 1) << used++;
        if (used == 8) {
          out.write(current);
          current = 0;
          used = 0;
        }
      }
    }

    byte[] bytes() {
      if (used > 0) {
        put(0, 8 - used);
      }
      return out.toByteArray();
    }
  }
}
