package dev.pharos.dataset.packing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the images of an import look like, by number: in a file without a name, since there may be
 * millions and few are ever looked at again. For any number of threads.
 */
final class Looks implements Closeable {
  /** A one, the hash, the fields; all zeros for an image that has no look. */
  private static final int RECORD = 1 + Long.BYTES + Look.FIELDS;

  /** So many are mapped in one piece: a Java buffer ends at 2 GiB. */
  private static final int PIECE = 1 << 20;

  private final FileChannel file;
  private final int images;
  private ByteBuffer[] pieces = {};

  /**
   * None yet.
   *
   * @param path the name that the file has for a moment
   * @param images how many there may be
   */
  Looks(Path path, int images) throws IOException {
    this.images = images;
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Notes what an image looks like. */
  void put(int image, Look look) throws IOException {
    // Written, not mapped: a full disk is an exception this way.
    var bytes =
        ByteBuffer.allocate(RECORD).put((byte) 1).putLong(look.hash()).put(look.fields()).flip();
    for (var at = (long) image * RECORD; bytes.hasRemaining(); ) {
      at += file.write(bytes, at);
    }
  }

  /** Ends the writing; what was put can be read from now on. */
  void beginReading() throws IOException {
    pieces = new ByteBuffer[(images + PIECE - 1) / PIECE];
    for (var piece = 0; piece < pieces.length; piece++) {
      var first = piece * PIECE;
      var length = (long) Math.min(PIECE, images - first) * RECORD;
      pieces[piece] = file.map(FileChannel.MapMode.READ_ONLY, (long) first * RECORD, length);
    }
  }

  /** How many images there may be. */
  int images() {
    return images;
  }

  private ByteBuffer piece(int image) {
    return pieces[image / PIECE];
  }

  private static int at(int image) {
    return image % PIECE * RECORD;
  }

  /** Whether an image came so far that it has a look. */
  boolean has(int image) {
    return piece(image).get(at(image)) != 0;
  }

  /** The hash of an image's look. */
  long hash(int image) {
    return piece(image).getLong(at(image) + 1);
  }

  /** What an image looks like. */
  Look get(int image) {
    var fields = new byte[Look.FIELDS];
    piece(image).get(at(image) + 1 + Long.BYTES, fields);
    return new Look(hash(image), fields);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
