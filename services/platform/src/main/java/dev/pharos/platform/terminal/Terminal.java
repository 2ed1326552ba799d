package dev.pharos.platform.terminal;

import java.io.PrintStream;

/**
 * Where a command speaks: results on {@code out}, progress and remarks on {@code err}, so that a
 * script can read one without the other.
 *
 * @param out results
 * @param err progress, remarks and errors
 * @param columns width of the terminal behind {@code err}; 0 if there is none
 */
public record Terminal(PrintStream out, PrintStream err, int columns) {
  /** Set by the launcher: the JDK cannot tell whether the standard error is a terminal. */
  private static final String COLUMNS = "pharos.terminal.columns";

  /** The process's own streams. */
  public static Terminal system() {
    return new Terminal(System.out, System.err, Integer.getInteger(COLUMNS, 0));
  }

  /** Whether somebody is looking, so that a line can be redrawn. */
  public boolean interactive() {
    return columns > 0;
  }
}
