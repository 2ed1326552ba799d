package dev.pharos.networks.pattern;

/**
 * How many values or maps a layer gives.
 *
 * @param count the number; 0 for one for each class; -1 for what the text leaves open
 * @param usual what a layer that is not the last has when the text leaves it open
 */
record Units(int count, int usual) {
  static final String CLASSES = "classes";

  static Units of(int count) {
    return new Units(count, 0);
  }

  static Units classes() {
    return new Units(0, 0);
  }

  /** One for each class in the last layer, {@code usual} elsewhere. */
  static Units open(int usual) {
    return new Units(-1, usual);
  }

  boolean isOpen() {
    return count < 0;
  }

  int count(int classes, boolean last) {
    if (count > 0) {
      return count;
    }
    return count == 0 || last ? classes : usual;
  }

  /** Not called for what is left open: that is written without arguments. */
  @Override
  public String toString() {
    return count == 0 ? CLASSES : String.valueOf(count);
  }
}
