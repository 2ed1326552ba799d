package dev.pharos.registry.metrics;

/** How finely the stretches of a series tell it. */
enum Level {
  /** For histories of some ten thousand points. */
  FINE(0, 32),
  /** For all that are longer. */
  COARSE(1, 256);

  private final int number;
  private final int points;

  Level(int number, int points) {
    this.number = number;
    this.points = points;
  }

  /** The level of a number. */
  static Level of(int number) {
    return number == FINE.number ? FINE : COARSE;
  }

  /** Its number in the database. */
  int number() {
    return number;
  }

  /** How many points make a stretch full. */
  int points() {
    return points;
  }
}
