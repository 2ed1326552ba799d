package dev.pharos.dataset.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the zeros at the end of what was read so far. A tar ends with blocks of them; one that
 * does not was cut off, which its reader would take for the end.
 */
final class TrailingZeros extends FilterInputStream {
  private long count;

  TrailingZeros(InputStream in) {
    super(in);
  }

  /** How many of the last bytes were zeros. */
  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    var value = super.read();
    if (value >= 0) {
      count = value == 0 ? count + 1 : 0;
    }
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    var read = super.read(target, offset, length);
    var zeros = 0;
    while (zeros < read && target[offset + read - 1 - zeros] == 0) {
      zeros++;
    }
    if (read > 0) {
      count = zeros == read ? count + zeros : zeros;
    }
    return read;
  }

  /** Skips by reading, which counts. */
  @Override
  public long skip(long length) throws IOException {
    var piece = new byte[(int) Math.max(0, Math.min(length, 8192))];
    var skipped = 0L;
    while (skipped < length) {
      var read = read(piece, 0, (int) Math.min(piece.length, length - skipped));
      if (read < 0) {
        break;
      }
      skipped += read;
    }
    return skipped;
  }
}
