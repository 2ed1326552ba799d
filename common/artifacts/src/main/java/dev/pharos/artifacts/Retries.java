package dev.pharos.artifacts;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** When to try again what a network or the restart of a service has broken, and when to give up. */
final class Retries {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final String what;
  private final Duration patience;
  private final Runnable check;
  private long last = System.nanoTime();
  private long pause = FIRST_PAUSE_MILLIS;

  /**
   * @param what is done, for the message
   * @param patience for how long it may get nowhere
   * @param check called before each try; what it throws ends them
   */
  Retries(String what, Duration patience, Runnable check) {
    this.what = what;
    this.patience = patience;
    this.check = check;
  }

  /** Something that can break. */
  @FunctionalInterface
  interface Attempt {
    void run() throws IOException;
  }

  /** Tries until it works, or until that seems to be in vain. */
  void until(Attempt attempt) throws IOException {
    while (true) {
      check.run();
      try {
        attempt.run();
        return;
      } catch (ArtifactException e) {
        throw e;
      } catch (IOException e) {
        pause(e);
      }
    }
  }

  /** It got somewhere: patience begins anew. */
  void progressed() {
    last = System.nanoTime();
    pause = FIRST_PAUSE_MILLIS;
  }

  private void pause(IOException failure) throws IOException {
    if (System.nanoTime() - last >= patience.toNanos()) {
      throw new ArtifactException(
          "%s: nothing came of it for %d s: %s".formatted(what, patience.toSeconds(), failure),
          failure);
    }
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var interrupted = new InterruptedIOException(what + " was interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
  }
}
