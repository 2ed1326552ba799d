package dev.pharos.benchmarks;

/**
 * What to measure of the way from image files to batches.
 *
 * @param images how many images there are
 * @param threads how many threads decode, or fill batches; as many processes for the peer
 * @param batch images per batch
 * @param seconds how long batches are made in each turn
 * @param pairs how often both sides are measured, one right after the other
 * @param clock what time is told by
 * @param python a Python that has Pillow, or PyTorch; null for no peer
 */
record InputOptions(
    int images, int threads, int batch, double seconds, int pairs, Clock clock, String python) {
  static final String USAGE =
      "valid: --images N --threads N --batch N --seconds N --pairs N --clock wall|cpu --python PYTHON";

  /** Reads {@code --name value} pairs. */
  static InputOptions parse(int images, String... arguments) {
    var found = new InputOptions(images, 2, 128, 5, 5, Clock.WALL, null);
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " has no value; " + USAGE);
      }
      found = found.with(arguments[i], arguments[i + 1]);
    }
    return found;
  }

  private InputOptions with(String name, String value) {
    return switch (name) {
      case "--images" ->
          new InputOptions(Integer.parseInt(value), threads, batch, seconds, pairs, clock, python);
      case "--threads" ->
          new InputOptions(images, Integer.parseInt(value), batch, seconds, pairs, clock, python);
      case "--batch" ->
          new InputOptions(images, threads, Integer.parseInt(value), seconds, pairs, clock, python);
      case "--seconds" ->
          new InputOptions(images, threads, batch, Double.parseDouble(value), pairs, clock, python);
      case "--pairs" ->
          new InputOptions(images, threads, batch, seconds, Integer.parseInt(value), clock, python);
      case "--clock" ->
          new InputOptions(images, threads, batch, seconds, pairs, clock(value), python);
      case "--python" -> new InputOptions(images, threads, batch, seconds, pairs, clock, value);
      default -> throw new IllegalArgumentException(name + " is unknown; " + USAGE);
    };
  }

  private static Clock clock(String value) {
    return switch (value) {
      case "wall" -> Clock.WALL;
      case "cpu" -> Clock.CPU;
      default ->
          throw new IllegalArgumentException("--clock %s; valid: wall, cpu".formatted(value));
    };
  }
}
