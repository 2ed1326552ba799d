package dev.pharos.platform.watch;

import dev.pharos.platform.client.UnreachableException;
import dev.pharos.platform.terminal.ProgressDisplay;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks again and again at what the platform works on.
 *
 * @param look asks the platform
 * @param ended whether it need not be asked again
 * @param show tells people what was seen
 */
public record Following<T>(
    Supplier<T> look, Predicate<T> ended, BiConsumer<ProgressDisplay, T> show) {
  /** A platform that is restarted comes back within this time, and its work goes on. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Waits for the end.
   *
   * @param interval between two looks
   * @return what was seen last
   * @throws UnreachableException if the platform does not answer at first, or stays away
   */
  public T toEnd(ProgressDisplay display, Duration interval) throws InterruptedException {
    T last = null;
    long silentSince = 0;
    while (true) {
      try {
        last = look.get();
        silentSince = 0;
        show.accept(display, last);
        if (ended.test(last)) {
          return last;
        }
      } catch (UnreachableException e) {
        silentSince = silentSince == 0 ? System.nanoTime() : silentSince;
        if (last == null || System.nanoTime() - silentSince > PATIENCE.toNanos()) {
          throw e;
        }
        display.update(0, 0, "the platform does not answer, waiting for it");
      }
      Thread.sleep(interval.toMillis());
    }
  }
}
