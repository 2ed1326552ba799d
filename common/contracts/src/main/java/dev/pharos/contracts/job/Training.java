package dev.pharos.contracts.job;

/**
 * How to train. Defaults are those of the seed program: Adam at 0.001, batches of 32, 10 epochs,
 * seed 1, a log line at every step.
 *
 * @param epochs passes over the training split, 1 to 100,000; 10
 * @param batchSize images per step, 1 to 65,536; 32
 * @param optimizer {@code adam}, {@code sgd}; adam
 * @param learningRate step size, above 0 and at most 100; 0.001
 * @param momentum of SGD, at least 0 and below 1; 0.9
 * @param weightDecay L2 penalty per step, 0 to 1; 0
 * @param seed of initialisation, shuffling, augmentation and dropout; 1
 * @param logInterval steps between two reports of loss and learning rate, from 1; 1
 * @param augmentation {@code none}, or {@code crop-mirror} for random crops and mirror images; none
 * @param checkpointEpochs epochs between two checkpoints, from 1; 1
 */
public record Training(
    Integer epochs,
    Integer batchSize,
    Optimizer optimizer,
    Double learningRate,
    Double momentum,
    Double weightDecay,
    Long seed,
    Integer logInterval,
    Augmentation augmentation,
    Integer checkpointEpochs) {

  public Training {
    epochs = epochs == null ? 10 : epochs;
    batchSize = batchSize == null ? 32 : batchSize;
    optimizer = optimizer == null ? Optimizer.ADAM : optimizer;
    learningRate = learningRate == null ? 0.001 : learningRate;
    momentum = momentum == null ? 0.9 : momentum;
    weightDecay = weightDecay == null ? 0.0 : weightDecay;
    seed = seed == null ? 1L : seed;
    logInterval = logInterval == null ? 1 : logInterval;
    augmentation = augmentation == null ? Augmentation.NONE : augmentation;
    checkpointEpochs = checkpointEpochs == null ? 1 : checkpointEpochs;
  }

  /** Training with every default. */
  public static Training defaults() {
    return new Training(null, null, null, null, null, null, null, null, null, null);
  }
}
