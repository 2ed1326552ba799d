package dev.pharos.engine;

/**
 * What a batch cost, mean over its images, in nats.
 *
 * @param total with the losses of auxiliary heads by their weights
 * @param output of the network's own scores alone
 */
record Loss(double total, double output) {
  static final Loss NONE = new Loss(0, 0);

  /** The sum with a share of another. */
  Loss plus(double share, Loss other) {
    return new Loss(total + share * other.total, output + share * other.output);
  }
}
