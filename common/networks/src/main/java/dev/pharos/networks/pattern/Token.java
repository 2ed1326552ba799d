package dev.pharos.networks.pattern;

/**
 * A word or a sign of the text.
 *
 * @param text as it is written; empty at the end
 */
record Token(Kind kind, String text, Place place) {
  enum Kind {
    ARROW("->"),
    OPEN("["),
    CLOSE("]"),
    OPEN_ARGUMENTS("("),
    CLOSE_ARGUMENTS(")"),
    COMMA(","),
    TIMES("*"),
    OPTIONAL("?"),
    WORD("a word"),
    END("the end");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    @Override
    public String toString() {
      return shown;
    }
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** For messages. */
  @Override
  public String toString() {
    return kind == Kind.END ? "the end of the text" : text;
  }
}
