package dev.pharos.registry.automation.expressions;

import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.Violation;
import java.util.ArrayList;
import java.util.List;

/** Takes a text with <code>${...}</code> apart. */
final class TemplateText {
  private static final String OPEN = "${";

  /** A piece of the text as it is, or an expression. */
  record Part(String text, boolean expression) {}

  private TemplateText() {}

  /**
   * The text's parts in order; no expression is empty.
   *
   * @throws InvalidMessageException if an expression is empty or does not end
   */
  static List<Part> parse(String text) {
    var parts = new ArrayList<Part>();
    var plain = new StringBuilder();
    var at = 0;
    while (at < text.length()) {
      if (text.startsWith("$" + OPEN, at)) {
        plain.append(OPEN);
        at += OPEN.length() + 1;
      } else if (text.startsWith(OPEN, at)) {
        addPlain(parts, plain);
        var from = at + OPEN.length();
        var end = end(text, from);
        var expression = end < 0 ? "" : text.substring(from, end).strip();
        if (expression.isEmpty()) {
          var wrong = end < 0 ? "'${' is not closed by '}'" : "'${}' holds no expression";
          throw new InvalidMessageException(List.of(new Violation("", wrong, at, OPEN.length())));
        }
        parts.add(new Part(expression, true));
        at = end + 1;
      } else {
        plain.append(text.charAt(at));
        at++;
      }
    }
    addPlain(parts, plain);
    return parts;
  }

  private static void addPlain(List<Part> parts, StringBuilder plain) {
    if (!plain.isEmpty()) {
      parts.add(new Part(plain.toString(), false));
      plain.setLength(0);
    }
  }

  /** Where the brace stands that closes an expression, past those of its maps and texts; or -1. */
  private static int end(String text, int from) {
    var depth = 0;
    var quote = '\0';
    for (var at = from; at < text.length(); at++) {
      var c = text.charAt(at);
      if (quote != '\0') {
        if (c == '\\') {
          at++;
        } else if (c == quote) {
          quote = '\0';
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        if (depth == 0) {
          return at;
        }
        depth--;
      }
    }
    return -1;
  }
}
