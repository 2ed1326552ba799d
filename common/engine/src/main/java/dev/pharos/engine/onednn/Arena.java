package dev.pharos.engine.onednn;

import dev.pharos.engine.tensor.MemoryLimit;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** The memory of all programs of a network, of which one runs at a time. */
final class Arena implements AutoCloseable {
  /** Of large pages, which spare the processor many look-ups where the system has them. */
  private static final long ALIGNMENT = 2 << 20;

  private BytePointer memory;
  private long start;
  private long size;

  /**
   * The address of that many bytes; what was there before may be gone.
   *
   * @throws OutOfMemoryError when the process may not hold as many more
   */
  long atLeast(long bytes) {
    if (bytes > size || memory == null) {
      long held = Pointer.physicalBytes() - size;
      close();
      if (bytes > MemoryLimit.bytes() - held) {
        throw new OutOfMemoryError((bytes >> 20) + " MB are needed for this batch");
      }
      memory = new BytePointer(bytes + ALIGNMENT);
      size = bytes;
      start = (memory.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
    return start;
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.deallocate();
      memory = null;
      size = 0;
    }
  }
}
