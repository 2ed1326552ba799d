package dev.pharos.imaging.packed;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes the sections of a packed file that follow its images one after the other, and its two
 * headers at the end. Who keeps the file for good brings it to the disk.
 */
final class SectionWriter implements AutoCloseable {
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
  private final List<Layout.Section> sections = new ArrayList<>();
  private final CRC32C checksum = new CRC32C();
  private String name;
  private long begin;
  private long position;

  /** Goes on with a file that holds so many bytes of images. */
  SectionWriter(Path file, long records) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
    name = Layout.RECORDS;
    begin = Layout.RECORDS_AT;
    position = begin + records;
    channel.truncate(position);
    channel.position(position);
  }

  /** Ends the section before and begins the next. */
  void begin(String next) {
    end();
    name = next;
    begin = position;
    checksum.reset();
  }

  private void end() {
    sections.add(new Layout.Section(name, begin, position - begin, checksum.getValue()));
  }

  void write(byte[] bytes) throws IOException {
    checksum.update(bytes);
    append(bytes);
  }

  static int crc(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  void write(byte value) throws IOException {
    checksum.update(value);
    room(1).put(value);
    position += 1;
  }

  void write(int value) throws IOException {
    updateChecksum(value);
    room(Integer.BYTES).putInt(value);
    position += Integer.BYTES;
  }

  void write(long value) throws IOException {
    updateChecksum((int) value);
    updateChecksum((int) (value >>> 32));
    room(Long.BYTES).putLong(value);
    position += Long.BYTES;
  }

  /**
   * Writes the headers; nothing can follow.
   *
   * @param parts the files in which images lie besides this one
   */
  void finish(DatasetInfo info, List<ArtifactRef> parts) throws IOException {
    end();
    var metadata = Layout.JSON.writeValueAsBytes(new Layout.Metadata(info, sections, parts));
    var metadataAt = position;
    append(metadata);
    flush();
    var crc = new CRC32C();
    crc.update(metadata);
    var preamble =
        ByteBuffer.allocate(Layout.PREAMBLE)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(Layout.MAGIC)
            .putShort((short) (parts.isEmpty() ? Layout.MAJOR : Layout.MAJOR_SHARING))
            .putShort((short) (parts.isEmpty() ? Layout.MINOR : Layout.MINOR_SHARING))
            .putInt(metadata.length)
            .putLong(metadataAt)
            .putInt((int) crc.getValue());
    crc.reset();
    crc.update(preamble.array(), 0, Layout.PREAMBLE - Integer.BYTES);
    preamble.putInt(Layout.PREAMBLE - Integer.BYTES, (int) crc.getValue()).rewind();
    while (preamble.hasRemaining()) {
      channel.write(preamble, preamble.position());
    }
  }

  private void append(byte[] bytes) throws IOException {
    if (bytes.length > buffer.capacity()) {
      flush();
      for (var all = ByteBuffer.wrap(bytes); all.hasRemaining(); ) {
        channel.write(all);
      }
    } else {
      room(bytes.length).put(bytes);
    }
    position += bytes.length;
  }

  private void updateChecksum(int value) {
    for (var shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      checksum.update(value >>> shift);
    }
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Gives a finished file its name, at once where the file system can. */
  static void publish(Path partial, Path target) throws IOException {
    try {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
