package dev.pharos.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads what {@link TensorArchiveWriter} wrote, and trusts nothing: sizes are checked before memory
 * is taken, digests before values are used.
 */
final class TensorArchiveReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_HEADER_BYTES = 16 << 20;
  private static final int CHUNK_FLOATS = 1 << 16;

  private final Path file;
  private final ZipFile zip;
  private final JsonNode header;

  /**
   * @param document name of the JSON entry
   * @param format what its "format" must say
   * @param version the newest "version" that is understood
   * @throws InvalidFileException when the file is not of this kind, damaged or too new
   */
  TensorArchiveReader(Path file, String document, String format, int version) {
    this.file = file;
    if (!Files.isRegularFile(file)) {
      throw new InvalidFileException(file, "there is no such file");
    }
    try {
      zip = new ZipFile(file.toFile());
    } catch (IOException e) {
      throw new InvalidFileException(
          file, "not a " + format + " file, or cut short (" + e.getMessage() + ")", e);
    }
    try {
      header = document(document, format);
      check(format, version);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private JsonNode document(String name, String format) {
    try (var in =
        zip.getInputStream(entry(name, "not a " + format + " file: it holds no " + name))) {
      var bytes = in.readNBytes(MOST_HEADER_BYTES);
      if (in.read() >= 0) {
        throw new InvalidFileException(
            file, name + " is larger than " + (MOST_HEADER_BYTES >> 20) + " MB");
      }
      var tree = JSON.readTree(bytes);
      if (tree == null || !tree.isObject()) {
        throw new InvalidFileException(file, name + " is not a JSON object");
      }
      return tree;
    } catch (IOException e) {
      throw new InvalidFileException(file, name + " cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private void check(String format, int version) {
    if (!header.path("format").asText().equals(format)) {
      throw new InvalidFileException(
          file,
          "not a " + format + " file: its format is \"" + header.path("format").asText() + "\"");
    }
    int found = header.path("version").asInt(-1);
    if (found < 1 || found > version) {
      throw new InvalidFileException(
          file,
          "version "
              + header.path("version")
              + " is not known; known: 1 to "
              + version
              + ". A newer Pharos may read it");
    }
  }

  /** The JSON document. */
  JsonNode header() {
    return header;
  }

  /** Checks, without reading it, that a tensor has so many values. */
  void require(String tensor, long count) {
    var entry = entry(tensor + ".bin", "it holds no " + tensor);
    long stated = header.path("tensors").path(tensor).path("count").asLong(-1);
    if (stated != count || entry.getSize() != count * Float.BYTES) {
      throw new InvalidFileException(
          file,
          tensor
              + " should be "
              + count
              + " values, but the file states "
              + stated
              + " and holds "
              + entry.getSize()
              + " bytes");
    }
  }

  /**
   * Reads a tensor into its parts, one after another.
   *
   * @throws InvalidFileException when its size or digest is wrong; the parts may have been changed
   *     by then
   */
  void read(String tensor, List<FloatBuffer> parts) {
    require(tensor, parts.stream().mapToLong(FloatBuffer::remaining).sum());
    var digest = Digests.sha256();
    try (var in = zip.getInputStream(zip.getEntry(tensor + ".bin"))) {
      for (var part : parts) {
        floats(tensor, in, part.duplicate(), digest);
      }
      if (in.read() >= 0) {
        throw new InvalidFileException(file, tensor + " is longer than it says");
      }
    } catch (IOException e) {
      throw new InvalidFileException(file, tensor + " is damaged (" + e.getMessage() + ")", e);
    }
    var found = HexFormat.of().formatHex(digest.digest());
    var stated = header.path("tensors").path(tensor).path("sha256").asText();
    if (!found.equals(stated)) {
      throw new InvalidFileException(
          file, tensor + " is damaged: its SHA-256 is " + found + " and should be " + stated);
    }
  }

  private void floats(String tensor, InputStream in, FloatBuffer values, MessageDigest digest)
      throws IOException {
    var bytes = ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      int length = Math.min(CHUNK_FLOATS, values.remaining());
      if (in.readNBytes(bytes.array(), 0, length * Float.BYTES) < length * Float.BYTES) {
        throw new InvalidFileException(file, tensor + " is cut short");
      }
      digest.update(bytes.array(), 0, length * Float.BYTES);
      values.put(bytes.asFloatBuffer().slice(0, length));
    }
  }

  private ZipEntry entry(String name, String missing) {
    var entry = zip.getEntry(name);
    if (entry == null) {
      throw new InvalidFileException(file, missing);
    }
    return entry;
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new InvalidFileException(file, "cannot be closed (" + e.getMessage() + ")", e);
    }
  }
}
