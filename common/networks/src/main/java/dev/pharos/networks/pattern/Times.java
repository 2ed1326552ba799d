package dev.pharos.networks.pattern;

/**
 * How often a layer or a group is used.
 *
 * @param count repetitions, at least 0
 * @param written whether the text says so, as "*1" does
 * @param optional "?": once where it fits its input, else not at all
 */
record Times(int count, boolean written, boolean optional) {
  static final int MOST = 1000;
  static final Times ONCE = new Times(1, false, false);
  static final Times OPTIONAL = new Times(1, false, true);

  static Times of(int count) {
    return new Times(count, true, false);
  }

  @Override
  public String toString() {
    return optional ? "?" : written ? "*" + count : "";
  }
}
