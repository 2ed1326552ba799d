package dev.pharos.engine;

/** Forward, backward and descent, with a look at the gradients before anything is changed. */
final class TrainingStep {
  private final Learner learner;
  private final Replicas replicas;

  /**
   * @param learner the copy on the caller's thread, which counts
   * @param replicas the others
   */
  TrainingStep(Learner learner, Replicas replicas) {
    this.learner = learner;
    this.replicas = replicas;
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
    var loss = replicas.gradients(learner, batch, number);
    if (!Double.isFinite(loss.total()) || !learner.isFinite()) {
      throw learner.diverged(batch, number, loss.total());
    }
    learner.commit();
    replicas.descend(learner, learningRate, number);
    return loss.output();
  }
}
