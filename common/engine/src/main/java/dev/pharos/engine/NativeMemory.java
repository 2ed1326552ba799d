package dev.pharos.engine;

import dev.pharos.engine.tensor.MemoryLimit;
import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.networks.TrainingMemory;
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
   * Bytes of physical memory at which work on tensors is refused with an {@link EngineException}:
   * what the system property pharos.engine.memory says, else nine tenths of the machine's or
   * container's memory.
   */
  public static long limitBytes() {
    return MemoryLimit.bytes();
  }

  /**
   * Refuses work that cannot fit, before it begins and the system kills the process.
   *
   * @param what the work, for the message
   * @param bytes what it needs on top of what is used
   */
  static void require(String what, long bytes) {
    long used = usedBytes();
    long limit = limitBytes();
    if (bytes > limit - used) {
      throw new EngineException(
          what
              + " needs "
              + (bytes > 0 ? "about " + megabytes(bytes) + " of" : "more")
              + " memory, but the process holds "
              + megabytes(used)
              + " of the "
              + megabytes(limit)
              + " it may: use a smaller batch or network, or give the process more memory");
    }
  }

  private static String megabytes(long bytes) {
    return TrainingMemory.words(bytes);
  }
}
