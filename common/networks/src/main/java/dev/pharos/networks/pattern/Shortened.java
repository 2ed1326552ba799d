package dev.pharos.networks.pattern;

/** Parts of a text, short enough for a message. */
final class Shortened {
  private static final int MOST = 40;

  private Shortened() {}

  static String of(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST) + "...";
  }
}
