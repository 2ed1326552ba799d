package dev.pharos.engine;

import java.util.Optional;

/**
 * Training went to infinity: the loss or a gradient of a step is not a finite number. Trying again
 * would end the same way.
 */
public final class DivergedException extends EngineException {
  private static final long serialVersionUID = 1L;

  private final long step;
  private final double loss;
  private final String layer;

  DivergedException(long step, double loss, String layer) {
    super(
        "step "
            + step
            + ": the loss is "
            + loss
            + (Double.isFinite(loss) ? " but a gradient is not finite" : "")
            + (layer == null ? "" : ", first in layer " + layer)
            + ". The network diverged: use a lower learning rate, or check the images for values that"
            + " are not finite");
    this.step = step;
    this.loss = loss;
    this.layer = layer;
  }

  /** The step whose loss or gradients are not finite, counted from 1. */
  public long step() {
    return step;
  }

  /** The loss of that step. */
  public double loss() {
    return loss;
  }

  /**
   * The first layer, in the network's order, whose parameters or gradients are not finite; empty
   * when none was found.
   */
  public Optional<String> layer() {
    return Optional.ofNullable(layer);
  }
}
