package dev.pharos.networks.pattern;

import dev.pharos.networks.NetworkException;
import java.util.ArrayList;
import java.util.List;

/** Shows where in a text something is wrong, as compilers do. */
public final class Caret {
  private static final int WIDTH = 100;
  private static final String CUT = "...";

  private Caret() {}

  /**
   * The line with the mistake and, below it, carets under the characters that are wrong; nothing
   * when the mistake has no position. A long line is cut around it.
   *
   * @param text what the position counts in
   */
  public static List<String> lines(String text, NetworkException mistake) {
    return mistake.position().isPresent()
        ? lines(text, mistake.position().getAsInt(), mistake.length())
        : List.of();
  }

  /**
   * The same for a position that came from elsewhere.
   *
   * @param position counted from 0, at most the text's length
   * @param length characters that are wrong; 0 where something is missing
   */
  public static List<String> lines(String text, int position, int length) {
    int at = Math.max(0, Math.min(position, text.length()));
    int begin = text.lastIndexOf('\n', at - 1) + 1;
    int newline = text.indexOf('\n', at);
    int end = newline < 0 ? text.length() : newline;
    int from = Math.max(begin, Math.min(at - WIDTH / 2, end - WIDTH));
    int to = Math.min(end, from + WIDTH);
    var before = from > begin ? CUT : "";
    var after = to < end ? CUT : "";
    int carets = Math.max(1, Math.min(length, to - at));
    var lines = new ArrayList<String>();
    lines.add(before + printable(text.substring(from, to)) + after);
    lines.add(" ".repeat(before.length() + at - from) + "^".repeat(carets));
    return lines;
  }

  /** One character for each character, or the caret would point elsewhere. */
  private static String printable(String line) {
    var shown = new StringBuilder(line.length());
    line.chars().forEach(c -> shown.append(Character.isISOControl(c) ? ' ' : (char) c));
    return shown.toString();
  }
}
