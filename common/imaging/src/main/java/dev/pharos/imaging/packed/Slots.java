package dev.pharos.imaging.packed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The images of a data set to be, in a file, each in a slot for three channels where the finished
 * file has its images. For any number of threads.
 */
final class Slots implements AutoCloseable {
  private final Path path;
  private final FileChannel file;
  private final int slotLength;

  Slots(Path path, int slotLength) throws IOException {
    this.path = path;
    this.slotLength = slotLength;
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  Path path() {
    return path;
  }

  void write(int slot, byte[] image) throws IOException {
    write(slot, slotLength, image);
  }

  /** Writes an image among images of another length. */
  void write(int number, int length, byte[] image) throws IOException {
    var bytes = ByteBuffer.wrap(image);
    var at = Layout.RECORDS_AT + (long) number * length;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  void read(int slot, byte[] image) throws IOException {
    var bytes = ByteBuffer.wrap(image);
    var at = Layout.RECORDS_AT + (long) slot * slotLength;
    while (bytes.hasRemaining()) {
      var count = file.read(bytes, at);
      if (count < 0) {
        throw new IOException("the file %s was cut short while in use".formatted(path));
      }
      at += count;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
