package dev.pharos.engine;

import java.util.Optional;

/**
 * Training went to infinity: the loss of a step is not a finite number. Trying again would end the
 * same way.
 */
public final class DivergedException extends EngineException {
  private static final long serialVersionUID = 1L;

  private final long step;
  private final double loss;
  private final String layer;

  DivergedException(long step, double loss, String layer) {
    super(
        "the loss of step "
            + step
            + " is "
            + loss
            + " (the network diverged"
            + (layer == null ? "" : "; first in layer " + layer)
            + "): use a lower learning rate, or check the images for values that are not finite");
    this.step = step;
    this.loss = loss;
    this.layer = layer;
  }

  /** The step whose loss is not finite, counted from 1. */
  public long step() {
    return step;
  }

  /** NaN or an infinity. */
  public double loss() {
    return loss;
  }

  /**
   * The first layer, in the network's order, whose parameters or outputs are not finite; empty when
   * none was found.
   */
  public Optional<String> layer() {
    return Optional.ofNullable(layer);
  }
}
