package dev.pharos.engine;

import dev.pharos.engine.graph.ScoreLoss;
import dev.pharos.engine.tensor.Tensors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Forward, backward and descent, with a look at the gradients before anything is changed. */
final class TrainingStep {
  private final Model model;
  private final Descent descent;
  private final double labelSmoothing;

  TrainingStep(Model model, Descent descent, double labelSmoothing) {
    this.model = model;
    this.descent = descent;
    this.labelSmoothing = labelSmoothing;
  }

  /**
   * Trains on one batch.
   *
   * @param number of the step, from 1
   * @return the mean loss of the batch, without auxiliary heads
   * @throws DivergedException when the loss or a gradient is not finite; nothing has been changed
   *     then
   */
  double run(Batch batch, long number, double learningRate) {
    var network = model.compiled();
    var images = model.images(batch.pixels(), batch.size());
    ScoreLoss loss = (scores, gradient) -> loss(scores, gradient, batch);
    double total = network.gradients(images, number, loss);
    if (!Double.isFinite(total) || !NonFinite.isFinite(network)) {
      var layer = NonFinite.firstLayer(network, images, number, loss);
      throw new DivergedException(number, total, layer.orElse(null));
    }
    double outputLoss = network.outputLoss();
    network.commit();
    descent.apply(learningRate, number);
    return outputLoss;
  }

  private double loss(INDArray scores, INDArray gradient, Batch batch) {
    var values = new float[(int) scores.length()];
    Tensors.floats(scores).get(values);
    double loss =
        CrossEntropy.lossAndGradient(values, batch, model.spec().classes(), labelSmoothing);
    Tensors.floats(gradient).put(values);
    return loss;
  }
}
