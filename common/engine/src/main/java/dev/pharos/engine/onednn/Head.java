package dev.pharos.engine.onednn;

import dev.pharos.engine.graph.ScoreLoss;
import java.util.List;

/** Computes the loss of scores and its gradient. */
final class Head implements Action {
  private final Tensor scores;
  private final Tensor gradient;
  private final double weight;
  private ScoreLoss loss;
  private double value;

  /**
   * @param scores row-major
   * @param gradient of the same layout, to be filled
   * @param weight what the gradient is multiplied by
   */
  Head(Tensor scores, Tensor gradient, double weight) {
    this.scores = scores;
    this.gradient = gradient;
    this.weight = weight;
  }

  /** Sets what the next runs compute. */
  void loss(ScoreLoss next) {
    loss = next;
  }

  @Override
  public void run() {
    var target = gradient.array();
    value = loss.apply(scores.array(), target);
    if (weight != 1) {
      target.muli(weight);
    }
  }

  /** The loss of the last run, not weighted. */
  double value() {
    return value;
  }

  double weighted() {
    return weight * value;
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(scores, gradient);
  }

  @Override
  public String name() {
    return "loss";
  }
}
