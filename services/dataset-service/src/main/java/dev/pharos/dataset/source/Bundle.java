package dev.pharos.dataset.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file that holds what was unpacked, one thing after the other. Failures to write are {@link
 * UncheckedIOException}s, so that nobody takes them for a damaged archive.
 */
final class Bundle implements Closeable {
  private final Path path;
  private final FileChannel channel;
  private final ByteBuffer waiting = ByteBuffer.allocate(1 << 20);
  private long written;

  /** Begins an empty one; {@link #close} deletes it. */
  Bundle(Path path) throws IOException {
    this.path = path;
    this.channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  /** How many bytes were appended. */
  long length() {
    return written + waiting.position();
  }

  /** Appends some bytes, at most a piece. */
  void append(byte[] bytes, int length) {
    if (waiting.remaining() < length) {
      flush();
    }
    waiting.put(bytes, 0, length);
  }

  /** Brings what was appended to the file, where it can be read. */
  void flush() {
    waiting.flip();
    try {
      while (waiting.hasRemaining()) {
        written += channel.write(waiting);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    waiting.clear();
  }

  /** Reads a stretch. */
  byte[] read(long offset, int length) throws IOException {
    var content = new byte[length];
    var buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("the unpacked archive was cut short while it was in use");
      }
    }
    return content;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
