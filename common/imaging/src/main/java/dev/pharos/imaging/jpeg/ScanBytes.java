package dev.pharos.imaging.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The coded bytes of a scan without what is stuffed between them (a zero after each 255), so that
 * they can be read eight at a time. Keeps its buffer.
 */
final class ScanBytes {
  /** Zeros behind the end: more than a damaged unit of the scan can read. */
  private static final int PADDING = 2048;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long EACH = 0x0101010101010101L;

  private byte[] bytes = new byte[0];
  private int[] ends = new int[16];
  private int parts;

  /**
   * Copies a scan.
   *
   * @param from where it begins in the file
   * @param restarts whether it may have restart markers
   * @throws UnusualJpegException unless the end of the image follows
   */
  void read(byte[] file, int from, boolean restarts) throws UnusualJpegException {
    if (bytes.length < file.length - from + PADDING) {
      bytes = new byte[file.length - from + PADDING];
    }
    parts = 0;
    var to = 0;
    for (var at = from; at + 1 < file.length; ) {
      var plain = plain(file, at, file.length - 1, to);
      at += plain;
      to += plain;
      if (at + 1 >= file.length) {
        break;
      }
      var next = file[at + 1] & 0xff;
      if (next == 0) {
        bytes[to++] = (byte) 0xff;
      } else if (next == 0xd9) {
        end(to);
        Arrays.fill(bytes, to, to + PADDING, (byte) 0);
        return;
      } else if (restarts && next == 0xd0 + (parts & 7)) {
        end(to);
      } else {
        throw new UnusualJpegException("marker %x within the scan".formatted(next));
      }
      at += 2;
    }
    throw new UnusualJpegException("a scan without an end");
  }

  /** Copies up to the next 255 and returns how many bytes these were. */
  private int plain(byte[] file, int from, int end, int to) {
    var at = from;
    while (at + Long.BYTES <= end) {
      var eight = (long) LONGS.get(file, at);
      // A byte of 255 is a zero in the complement: the usual test for a zero among eight bytes.
      if (((~eight - EACH) & eight & (EACH << 7)) != 0) {
        break;
      }
      LONGS.set(bytes, to + at - from, eight);
      at += Long.BYTES;
    }
    while (at < end && file[at] != -1) {
      bytes[to + at - from] = file[at];
      at++;
    }
    return at - from;
  }

  private void end(int to) {
    if (parts == ends.length) {
      ends = Arrays.copyOf(ends, 2 * parts);
    }
    ends[parts++] = to;
  }

  /** The bytes of all parts. */
  byte[] bytes() {
    return bytes;
  }

  /** How many parts there are: one more than restarts. */
  int parts() {
    return parts;
  }

  /** Where a part begins. */
  int begin(int part) {
    return part == 0 ? 0 : ends[part - 1];
  }

  /** Where a part ends. */
  int endOf(int part) {
    return ends[part];
  }
}
