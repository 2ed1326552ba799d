package dev.pharos.benchmarks;

/**
 * What to measure.
 *
 * @param network name of the network
 * @param batch images per step
 * @param seconds how long to measure, after warming up
 * @param python a Python that has PyTorch; null for no peer
 */
record Options(String network, int batch, int seconds, String python) {
  static final String USAGE = "valid: --network NAME --batch N --seconds N --python PYTHON";

  /** Reads {@code --name value} pairs. */
  static Options parse(String... arguments) {
    var network = "lenet5";
    int batch = 64;
    int seconds = 10;
    String python = null;
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " has no value; " + USAGE);
      }
      var value = arguments[i + 1];
      switch (arguments[i]) {
        case "--network" -> network = value;
        case "--batch" -> batch = Integer.parseInt(value);
        case "--seconds" -> seconds = Integer.parseInt(value);
        case "--python" -> python = value;
        default -> throw new IllegalArgumentException(arguments[i] + " is unknown; " + USAGE);
      }
    }
    return new Options(network, batch, seconds, python);
  }
}
