package dev.pharos.engine.onednn;

/**
 * A stretch of memory that a program needs from the first of its actions that touches it to the
 * last; where it lies is decided when all of them are known.
 */
final class Buffer {
  private final long bytes;
  private final boolean foreign;
  private int first = Integer.MAX_VALUE;
  private int last = -1;
  private long offset = -1;

  private Buffer(long bytes, boolean foreign) {
    this.bytes = bytes;
    this.foreign = foreign;
  }

  /** To be placed in the memory of programs. */
  static Buffer of(long bytes) {
    return new Buffer(bytes, false);
  }

  /** Somebody else's memory, which may be another at each run. */
  static Buffer foreign() {
    return new Buffer(0, true);
  }

  void touch(int action) {
    first = Math.min(first, action);
    last = Math.max(last, action);
  }

  /** Needed from the first action to the last, and between runs as far as nobody else runs. */
  void keep() {
    first = 0;
    last = Integer.MAX_VALUE;
  }

  /** Whether it needs a place. */
  boolean isPlaced() {
    return last >= 0 && !foreign;
  }

  boolean meets(Buffer other) {
    return first <= other.last && other.first <= last;
  }

  long bytes() {
    return bytes;
  }

  long offset() {
    return offset;
  }

  void place(long at) {
    offset = at;
  }

  long end() {
    return offset + bytes;
  }
}
