package dev.pharos.engine;

/** Memory outside the Java heap, where all tensors live. */
@SuppressWarnings("DoNotCallSuggester")
public final class NativeMemory {
  private NativeMemory() {}

  /** Bytes that tensors take now. */
  public static long usedBytes() {
    throw new UnsupportedOperationException();
  }

  /** Bytes that tensors may take at most, before an allocation fails. */
  public static long limitBytes() {
    throw new UnsupportedOperationException();
  }
}
