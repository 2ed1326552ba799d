package dev.pharos.engine;

import java.util.OptionalDouble;

/**
 * How to train.
 *
 * @param optimizer the method
 * @param learningRate step size, 0 or more (a warm-up may begin at 0); it can be changed between
 *     steps
 * @param momentum of {@link Optimizer#SGD}, at least 0 and less than 1; not used by Adam
 * @param weightDecay shrinks weights and not biases, at least 0 and less than 1; 0 for none
 * @param decayMode how it does so
 * @param labelSmoothing s, at least 0 and less than 1: the loss's target for each of K classes is
 *     (1 - s) times the label's certainty plus s / K (Szegedy et al. 2016, section 7); 0 for none
 * @param clipNorm gradients whose norm over all parameters together is larger are scaled down to
 *     it, before any decay is added (Pascanu et al. 2013, algorithm 1); positive, empty for none
 */
public record Optimization(
    Optimizer optimizer,
    double learningRate,
    double momentum,
    double weightDecay,
    DecayMode decayMode,
    double labelSmoothing,
    OptionalDouble clipNorm) {

  public Optimization {
    requirePresent("optimizer", optimizer, "SGD, ADAM");
    if (!(learningRate >= 0) || !Double.isFinite(learningRate)) {
      throw new IllegalArgumentException(
          "learningRate: " + learningRate + " is not valid; 0 or more is required");
    }
    requireShare("momentum", momentum);
    requireShare("weightDecay", weightDecay);
    requirePresent("decayMode", decayMode, "L2, DECOUPLED");
    requireShare("labelSmoothing", labelSmoothing);
    requirePresent("clipNorm", clipNorm, "a positive number, or empty");
    if (clipNorm.isPresent()
        && !(clipNorm.getAsDouble() > 0 && Double.isFinite(clipNorm.getAsDouble()))) {
      throw new IllegalArgumentException(
          "clipNorm: " + clipNorm.getAsDouble() + " is not valid; a positive number is required");
    }
  }

  /** Without label smoothing and clipping, and with decay as {@link DecayMode#L2}. */
  public Optimization(
      Optimizer optimizer, double learningRate, double momentum, double weightDecay) {
    this(optimizer, learningRate, momentum, weightDecay, DecayMode.L2, 0, OptionalDouble.empty());
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
    return new Optimization(
        optimizer, rate, momentum, weightDecay, decayMode, labelSmoothing, clipNorm);
  }

  /** The same with another weight decay, acting as {@code mode} says. */
  public Optimization withWeightDecay(double decay, DecayMode mode) {
    return new Optimization(
        optimizer, learningRate, momentum, decay, mode, labelSmoothing, clipNorm);
  }

  /** The same with another label smoothing. */
  public Optimization withLabelSmoothing(double smoothing) {
    return new Optimization(
        optimizer, learningRate, momentum, weightDecay, decayMode, smoothing, clipNorm);
  }

  /** The same with gradients clipped to that norm. */
  public Optimization withClipNorm(double norm) {
    return new Optimization(
        optimizer,
        learningRate,
        momentum,
        weightDecay,
        decayMode,
        labelSmoothing,
        OptionalDouble.of(norm));
  }

  private static void requirePresent(String field, Object value, String valid) {
    if (value == null) {
      throw new IllegalArgumentException(field + ": a value is required; valid: " + valid);
    }
  }

  private static void requireShare(String field, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          field + ": " + value + " is not valid; at least 0 and less than 1");
    }
  }
}
