package dev.pharos.engine;

/**
 * How to train.
 *
 * @param optimizer the method
 * @param learningRate step size, positive; it can be changed between steps
 * @param momentum of {@link Optimizer#SGD}, at least 0 and less than 1; not used by Adam
 * @param weightDecay added to the gradient as decay * w, for weights and not for biases; 0 for none
 */
public record Optimization(
    Optimizer optimizer, double learningRate, double momentum, double weightDecay) {

  public Optimization {
    if (optimizer == null) {
      throw new IllegalArgumentException("optimizer: a value is required; valid: SGD, ADAM");
    }
    requireRate(learningRate);
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "momentum: " + momentum + " is not valid; at least 0 and less than 1");
    }
    if (!(weightDecay >= 0 && weightDecay < 1)) {
      throw new IllegalArgumentException(
          "weightDecay: " + weightDecay + " is not valid; at least 0 and less than 1");
    }
  }

  /** Gradient descent without weight decay. */
  public static Optimization sgd(double learningRate, double momentum) {
    return new Optimization(Optimizer.SGD, learningRate, momentum, 0);
  }

  /** Adam without weight decay. */
  public static Optimization adam(double learningRate) {
    return new Optimization(Optimizer.ADAM, learningRate, 0, 0);
  }

  /** The same with another learning rate. */
  public Optimization withLearningRate(double rate) {
    return new Optimization(optimizer, rate, momentum, weightDecay);
  }

  private static void requireRate(double rate) {
    if (!(rate > 0) || !Double.isFinite(rate)) {
      throw new IllegalArgumentException(
          "learningRate: " + rate + " is not valid; a positive number is required");
    }
  }
}
