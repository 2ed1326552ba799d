package dev.pharos.imaging;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG files: 8 bits per channel, gray or RGB, no interlacing (W3C PNG, third edition).
 *
 * <p>Far less general than ImageIO's writer and several times faster on the thousands of small
 * files that a sample data set is made of. Not for several threads at once; reuse one per thread.
 */
public final class PngEncoder implements AutoCloseable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int FILTER_NONE = 0;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final byte[] chunk = new byte[8192];

  /** The bytes of a PNG file that shows the image. */
  public byte[] encode(Pixels image) {
    var out = new ByteArrayOutputStream(1024);
    try (var data = new DataOutputStream(out)) {
      data.write(SIGNATURE);
      writeChunk(data, "IHDR", header(image));
      writeChunk(data, "IDAT", compressed(image));
      writeChunk(data, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  private static byte[] header(Pixels image) throws IOException {
    var bytes = new ByteArrayOutputStream(13);
    try (var data = new DataOutputStream(bytes)) {
      data.writeInt(image.width());
      data.writeInt(image.height());
      data.writeByte(8);
      data.writeByte(image.channels() == 1 ? 0 : 2);
      data.write(new byte[] {0, 0, 0});
    }
    return bytes.toByteArray();
  }

  private byte[] compressed(Pixels image) {
    var stride = image.width() * image.channels();
    var rows = new byte[image.height() * (stride + 1)];
    for (var row = 0; row < image.height(); row++) {
      rows[row * (stride + 1)] = FILTER_NONE;
      System.arraycopy(image.data(), row * stride, rows, row * (stride + 1) + 1, stride);
    }
    deflater.reset();
    deflater.setInput(rows);
    deflater.finish();
    var out = new ByteArrayOutputStream(rows.length / 2 + 64);
    while (!deflater.finished()) {
      out.write(chunk, 0, deflater.deflate(chunk));
    }
    return out.toByteArray();
  }

  private static void writeChunk(DataOutputStream out, String type, byte[] body)
      throws IOException {
    var name = type.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(name);
    crc.update(body);
    out.writeInt(body.length);
    out.write(name);
    out.write(body);
    out.writeInt((int) crc.getValue());
  }

  /** Frees the native memory of the compressor. */
  @Override
  public void close() {
    deflater.end();
  }
}
