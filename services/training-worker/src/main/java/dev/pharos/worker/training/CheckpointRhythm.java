package dev.pharos.worker.training;

import java.util.function.LongSupplier;

/**
 * When the next of the regular checkpoints is due: after so many epochs, and where the last one
 * took a second or more to write, not before the training had four times as long. Else a large
 * network on few images would do little but write.
 */
final class CheckpointRhythm {
  private static final int REST = 4;
  private static final long SHORT_NANOS = 1_000_000_000;

  private final int epochs;
  private final LongSupplier nanoTime;
  private long written;
  private long rest;

  /**
   * @param epochs between two, from 1
   */
  CheckpointRhythm(int epochs) {
    this(epochs, System::nanoTime);
  }

  CheckpointRhythm(int epochs, LongSupplier nanoTime) {
    this.epochs = epochs;
    this.nanoTime = nanoTime;
    this.written = nanoTime.getAsLong();
  }

  /**
   * Whether one is to be written now.
   *
   * @param epoch so many epochs are done
   */
  boolean isDue(int epoch) {
    return epoch % epochs == 0 && nanoTime.getAsLong() - written >= rest;
  }

  /** Writes one and sees how long that takes. */
  <T, E extends Exception> T timed(Writing<T, E> writing) throws E {
    var began = nanoTime.getAsLong();
    var result = writing.write();
    written = nanoTime.getAsLong();
    var took = written - began;
    rest = took < SHORT_NANOS ? 0 : REST * took;
    return result;
  }

  /** The writing of a checkpoint. */
  @FunctionalInterface
  interface Writing<T, E extends Exception> {
    T write() throws E;
  }
}
