package dev.pharos.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a ZIP of some tensors and one JSON document that holds the count and SHA-256 of each: what
 * model files and checkpoints are made of. A tensor is an entry {@code name.bin} of little-endian
 * 32-bit floats.
 *
 * <p>The file is written beside its final name and moved there when it is complete and on the disk.
 */
final class TensorArchiveWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CHUNK_FLOATS = 1 << 16;

  private final ZipOutputStream zip;
  private final ObjectNode digests = JSON.createObjectNode();

  private TensorArchiveWriter(OutputStream out) {
    zip = new ZipOutputStream(out);
    // Trained numbers do not compress.
    zip.setLevel(Deflater.NO_COMPRESSION);
  }

  /**
   * @param file where to; it is replaced
   * @param document name of the JSON entry
   * @param header its content; "tensors" is added
   * @param tensors the parts of each tensor, which are written one after another
   */
  static void write(
      Path file, String document, ObjectNode header, Map<String, List<FloatBuffer>> tensors) {
    var target = file.toAbsolutePath();
    Path temporary = null;
    try {
      temporary = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".tmp");
      try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 20);
        new TensorArchiveWriter(out).write(document, header, tensors);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      delete(temporary);
      throw new UncheckedIOException("cannot write " + target + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      delete(temporary);
      throw e;
    }
  }

  private static void delete(Path temporary) {
    try {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      // The write has failed already, and that is what the caller hears of.
    }
  }

  private void write(String document, ObjectNode header, Map<String, List<FloatBuffer>> tensors)
      throws IOException {
    for (var tensor : tensors.entrySet()) {
      tensor(tensor.getKey(), tensor.getValue());
    }
    zip.putNextEntry(entry(document));
    zip.write(
        JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(header.deepCopy().set("tensors", digests)));
    zip.closeEntry();
    zip.finish();
  }

  private void tensor(String name, List<FloatBuffer> parts) throws IOException {
    var digest = Digests.sha256();
    long count = 0;
    zip.putNextEntry(entry(name + ".bin"));
    for (var part : parts) {
      count += part.remaining();
      floats(part.duplicate(), digest);
    }
    zip.closeEntry();
    digests
        .putObject(name)
        .put("count", count)
        .put("sha256", HexFormat.of().formatHex(digest.digest()));
  }

  private void floats(FloatBuffer values, MessageDigest digest) throws IOException {
    var bytes = ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      int length = Math.min(CHUNK_FLOATS, values.remaining());
      bytes.asFloatBuffer().put(values.slice(values.position(), length));
      values.position(values.position() + length);
      digest.update(bytes.array(), 0, length * Float.BYTES);
      zip.write(bytes.array(), 0, length * Float.BYTES);
    }
  }

  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setTime(0); // the same content gives the same file
    return entry;
  }
}
