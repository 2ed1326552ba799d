package dev.pharos.networks.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts a text into words and signs. A word is a run of anything but white space and signs. */
final class Lexer {
  private static final Map<Character, Token.Kind> SIGNS =
      Map.of(
          '[', Token.Kind.OPEN,
          ']', Token.Kind.CLOSE,
          '(', Token.Kind.OPEN_ARGUMENTS,
          ')', Token.Kind.CLOSE_ARGUMENTS,
          ',', Token.Kind.COMMA,
          '*', Token.Kind.TIMES,
          '?', Token.Kind.OPTIONAL,
          '\u2192', Token.Kind.ARROW);

  private final String text;
  private int next;

  private Lexer(String text) {
    this.text = text;
  }

  /** All tokens, the last of which is the end. */
  static List<Token> tokens(String text) {
    var lexer = new Lexer(text);
    var tokens = new ArrayList<Token>();
    do {
      tokens.add(lexer.token());
    } while (!tokens.get(tokens.size() - 1).is(Token.Kind.END));
    return tokens;
  }

  private Token token() {
    while (next < text.length() && isSpace(text.charAt(next))) {
      next++;
    }
    if (next == text.length()) {
      return take(Token.Kind.END, 0);
    }
    if (text.startsWith("->", next)) {
      return take(Token.Kind.ARROW, 2);
    }
    var sign = SIGNS.get(text.charAt(next));
    if (sign != null) {
      return take(sign, 1);
    }
    int end = next;
    while (end < text.length() && belongsToWord(end)) {
      end++;
    }
    return take(Token.Kind.WORD, end - next);
  }

  private boolean belongsToWord(int at) {
    char c = text.charAt(at);
    return !isSpace(c) && !SIGNS.containsKey(c) && !text.startsWith("->", at);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private Token take(Token.Kind kind, int length) {
    var token = new Token(kind, text.substring(next, next + length), new Place(next, length));
    next += length;
    return token;
  }
}
