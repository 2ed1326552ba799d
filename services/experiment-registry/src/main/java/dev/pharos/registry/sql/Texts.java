package dev.pharos.registry.sql;

/** Makes text from elsewhere fit for storage. */
public final class Texts {
  private static final int LONGEST = 10_000;

  private Texts() {}

  /** The text without U+0000, which PostgreSQL does not take, and cut where it is very long. */
  public static String storable(String text) {
    var whole = text.replace('\0', '\uFFFD');
    return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST - 1) + "…";
  }
}
