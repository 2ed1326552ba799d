package dev.pharos.engine;

import dev.pharos.engine.tensor.NativeBackend;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory of this process. Tensors live outside the Java heap, and ND4J does not count them, so what
 * is told and bounded is what the operating system holds for the process: heap, tensors and
 * libraries together.
 */
public final class NativeMemory {
  private NativeMemory() {}

  /** Bytes of physical memory that the process holds now. */
  public static long usedBytes() {
    NativeBackend.load();
    return Pointer.physicalBytes();
  }

  /**
   * Bytes of physical memory at which work on tensors fails with an {@link EngineException}: nine
   * tenths of the machine's or container's memory, or what the system property
   * org.bytedeco.javacpp.maxphysicalbytes says.
   */
  public static long limitBytes() {
    NativeBackend.load();
    return Pointer.maxPhysicalBytes();
  }

  /**
   * Refuses work that cannot fit, before it begins and is killed by the system.
   *
   * @param what the work, for the message
   * @param bytes what it needs on top of what is used
   */
  static void require(String what, long bytes) {
    long free = limitBytes() - usedBytes();
    if (limitBytes() > 0 && bytes > free) {
      throw new EngineException(
          what
              + " needs about "
              + (bytes >> 20)
              + " MB of memory, but only "
              + (Math.max(0, free) >> 20)
              + " MB of "
              + (limitBytes() >> 20)
              + " MB are free: use a smaller batch or network, or give the process more memory");
    }
  }
}
