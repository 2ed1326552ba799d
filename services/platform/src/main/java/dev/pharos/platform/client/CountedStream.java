package dev.pharos.platform.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes have been read so far. */
public class CountedStream extends FilterInputStream {
  private final LongConsumer listener;
  private long count;

  /**
   * Counts what is read from a stream.
   *
   * @param listener told the sum after each read
   */
  public CountedStream(InputStream in, LongConsumer listener) {
    super(in);
    this.listener = listener;
  }

  @Override
  public int read() throws IOException {
    var one = super.read();
    counted(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var read = super.read(buffer, offset, length);
    counted(Math.max(0, read));
    return read;
  }

  private void counted(int bytes) {
    count += bytes;
    listener.accept(count);
  }
}
