package dev.pharos.platform.terminal;

import java.time.Duration;

/**
 * Shows how far something is: a bar that is redrawn where somebody looks, a line now and then where
 * the output goes to a file.
 */
public interface ProgressDisplay extends AutoCloseable {

  /**
   * Tells how far it is.
   *
   * @param done how much is done
   * @param total how much there is; 0 while unknown
   * @param detail what else is worth showing, in a few words
   */
  void update(long done, long total, String detail);

  /** Leaves the last state on the screen and ends the line. */
  @Override
  void close();

  /**
   * A display for the terminal.
   *
   * @param task what is going on, in a word or two
   */
  static ProgressDisplay on(Terminal terminal, String task) {
    return terminal.interactive()
        ? new BarDisplay(terminal, task)
        : new LineDisplay(terminal.err(), task, Duration.ofSeconds(5), System::nanoTime);
  }
}
