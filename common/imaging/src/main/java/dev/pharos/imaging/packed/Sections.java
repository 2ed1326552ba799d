package dev.pharos.imaging.packed;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/** Reads and checks the headers of a packed file, and then its sections by name. */
final class Sections {
  private final Path path;
  private final FileChannel file;
  private final DatasetInfo info;
  private final List<ArtifactRef> parts;
  private final Map<String, Layout.Section> byName;

  private Sections(Path path, FileChannel file, Layout.Metadata metadata) {
    this.path = path;
    this.file = file;
    this.info = metadata.dataset();
    this.parts = metadata.parts();
    this.byName =
        metadata.sections().stream()
            .collect(Collectors.toMap(Layout.Section::name, Function.identity(), (a, b) -> a));
  }

  static Sections read(Path path, FileChannel file) throws IOException {
    var length = file.size();
    if (length < Layout.PREAMBLE) {
      throw new CorruptDatasetException(
          path, "it has %d bytes, less than its header needs".formatted(length));
    }
    var fixed = bytes(path, file, 0, Layout.PREAMBLE);
    var preamble = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
    if (preamble.getLong() != Layout.MAGIC) {
      throw new CorruptDatasetException(path, "it does not begin like a packed data set");
    }
    var major = preamble.getShort() & 0xffff;
    var minor = preamble.getShort() & 0xffff;
    if (major != Layout.MAJOR && major != Layout.MAJOR_SHARING) {
      throw new CorruptDatasetException(
          path,
          "it has format version %d.%d, this program reads versions %d and %d"
              .formatted(major, minor, Layout.MAJOR, Layout.MAJOR_SHARING));
    }
    if (crc(fixed, Layout.PREAMBLE - Integer.BYTES)
        != preamble.getInt(Layout.PREAMBLE - Integer.BYTES)) {
      throw new CorruptDatasetException(path, "its header is damaged (checksum)");
    }
    var metadataLength = preamble.getInt();
    var metadataAt = preamble.getLong();
    var metadataCrc = preamble.getInt();
    if (metadataLength < 0
        || metadataLength > Layout.MAX_METADATA
        || metadataAt + metadataLength != length) {
      throw new CorruptDatasetException(
          path,
          "it has %d bytes instead of the %d its header announces"
              .formatted(length, metadataAt + metadataLength));
    }
    var json = bytes(path, file, metadataAt, metadataLength);
    if (crc(json, json.length) != metadataCrc) {
      throw new CorruptDatasetException(path, "its description is damaged (checksum)");
    }
    var metadata = parse(path, json);
    if (metadata.dataset() == null || metadata.sections() == null) {
      throw new CorruptDatasetException(path, "its description is incomplete");
    }
    return new Sections(path, file, metadata);
  }

  private static Layout.Metadata parse(Path path, byte[] json) throws CorruptDatasetException {
    try {
      return Layout.JSON.readValue(json, Layout.Metadata.class);
    } catch (IOException e) {
      var corrupt =
          new CorruptDatasetException(path, "its description cannot be read: " + e.getMessage());
      corrupt.initCause(e);
      throw corrupt;
    }
  }

  DatasetInfo info() {
    return info;
  }

  /** The files in which images lie besides this one. */
  List<ArtifactRef> parts() {
    return parts;
  }

  /** The images that lie in this file. */
  MappedRegion mappedRecords() throws IOException {
    var volume = info.shape().volume();
    return mapped(Layout.RECORDS, length(Layout.RECORDS) / volume, volume);
  }

  /** File and number of each image. */
  IntBuffer places() throws IOException {
    return checked(Layout.PLACES, 2L * Integer.BYTES * info.images()).asIntBuffer();
  }

  /** Whether the file has a section; later minor versions have more of them. */
  boolean has(String name) {
    return byName.containsKey(name);
  }

  /** A section of so many bytes, mapped and checked. */
  ByteBuffer checked(String name, long length) throws IOException {
    var section = section(name, length);
    if (length > Integer.MAX_VALUE - 8) {
      throw new CorruptDatasetException(path, "its section '%s' is too large".formatted(name));
    }
    var bytes = file.map(FileChannel.MapMode.READ_ONLY, section.offset(), length);
    var crc = new CRC32C();
    crc.update(bytes.duplicate());
    if ((int) crc.getValue() != (int) section.crc32c()) {
      throw new CorruptDatasetException(
          path, "its section '%s' is damaged (checksum)".formatted(name));
    }
    return bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A section of so many equal items, mapped and not yet read. */
  MappedRegion mapped(String name, long items, int itemLength) throws IOException {
    return new MappedRegion(file, section(name, items * itemLength).offset(), items, itemLength);
  }

  private Layout.Section section(String name, long length) throws IOException {
    var section = byName.get(name);
    if (section == null) {
      throw new CorruptDatasetException(path, "it has no section '%s'".formatted(name));
    }
    if (section.length() != length
        || section.offset() < Layout.PREAMBLE
        || section.offset() + length > file.size()) {
      throw new CorruptDatasetException(
          path,
          "its section '%s' lies at %d with %d bytes, must have %d inside the file"
              .formatted(name, section.offset(), section.length(), length));
    }
    return section;
  }

  long length(String name) throws CorruptDatasetException {
    var section = byName.get(name);
    if (section == null) {
      throw new CorruptDatasetException(path, "it has no section '%s'".formatted(name));
    }
    return section.length();
  }

  private static byte[] bytes(Path path, FileChannel file, long at, int length) throws IOException {
    var bytes = new byte[length];
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, at + buffer.position()) < 0) {
        throw new CorruptDatasetException(path, "it ends too early");
      }
    }
    return bytes;
  }

  private static int crc(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
