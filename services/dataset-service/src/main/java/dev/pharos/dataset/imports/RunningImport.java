package dev.pharos.dataset.imports;

import dev.pharos.dataset.packing.ImportProgress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** An import that this process works on, and the word to stop it. */
final class RunningImport {
  private final ImportRow row;
  private final long began = System.nanoTime();
  private final ImportProgress progress = new ImportProgress();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private volatile boolean abandoned;
  private volatile boolean lost;
  private volatile boolean ending;

  RunningImport(ImportRow row) {
    this.row = row;
  }

  ImportRow row() {
    return row;
  }

  /** For how long it has been worked on. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  ImportProgress progress() {
    return progress;
  }

  /** Somebody wants it to end for good. */
  void cancel() {
    cancelled.set(true);
    progress.stop();
  }

  /** The service stops; the import begins again with the next start. */
  void abandon() {
    abandoned = true;
    progress.stop();
  }

  /** Another process works on it by now. */
  void lose() {
    lost = true;
    progress.stop();
  }

  /** Whether another process works on it. */
  boolean isLost() {
    return lost;
  }

  /** Whether the service stops. */
  boolean isAbandoned() {
    return abandoned;
  }

  /** Whether it stopped because somebody wanted it to, not because the service stops. */
  boolean isCancelled() {
    return cancelled.get();
  }

  /** Its end is being told: nobody is to tell its progress any more. */
  void beginEnding() {
    ending = true;
  }

  /** It has to be done once more. */
  void beginAgain() {
    progress.restart();
    ending = false;
  }

  boolean isEnding() {
    return ending;
  }
}
