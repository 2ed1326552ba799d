package dev.pharos.contracts.job;

import java.util.Objects;

/**
 * How to train. What is absent is the recipe's; the recipe itself is by default {@link
 * Recipe#ADAM}, the seed program's.
 *
 * @param recipe where the defaults come from; adam
 * @param epochs passes over the training split, 1 to 100,000; recipe, 10
 * @param batchSize images per step, 1 to 65,536; recipe, 32
 * @param optimizer {@code adam}, {@code sgd}; recipe, adam
 * @param learningRate step size, above 0 and at most 100; recipe, 0.001
 * @param momentum of SGD, at least 0 and below 1; 0.9
 * @param weightDecay decay of the weights per step, at least 0 and below 1; recipe, 0
 * @param decayMode {@code l2} or {@code decoupled}; l2
 * @param schedule how the learning rate changes; recipe, constant
 * @param warmupEpochs epochs, also fractions of them, in which the learning rate rises from 0 in
 *     equal parts per step (Goyal and others 2017, section 2.2), 0 to 100,000; 0
 * @param labelSmoothing share of the wanted probability that is spread over all classes, at least 0
 *     and below 1; 0
 * @param clipNorm the gradients' norm, all together, is cut to this, above 0; none
 * @param earlyStopping when to end before the last epoch; never
 * @param seed of initialisation, shuffling, augmentation and dropout; 1
 * @param logInterval steps between two reports of loss and learning rate, from 1; 1
 * @param augmentation {@code none}, {@code crop-mirror} for random crops and mirror images, {@code
 *     alexnet} for these and colour noise, or an object that says more; recipe, none
 * @param evaluation which windows of the test images the final test takes: {@code centre}, {@code
 *     ten-crops}; recipe, centre
 * @param checkpointEpochs epochs between two checkpoints, from 1; more where one takes seconds to
 *     write and the training between two would be shorter than four times that; 1
 * @param keepCheckpoints which of them are kept; twelve at most
 */
public record Training(
    Recipe recipe,
    Integer epochs,
    Integer batchSize,
    Optimizer optimizer,
    Double learningRate,
    Double momentum,
    Double weightDecay,
    DecayMode decayMode,
    Schedule schedule,
    Double warmupEpochs,
    Double labelSmoothing,
    Double clipNorm,
    EarlyStopping earlyStopping,
    Long seed,
    Integer logInterval,
    Augmentation augmentation,
    TestCrops evaluation,
    Integer checkpointEpochs,
    KeepCheckpoints keepCheckpoints) {

  public Training {
    recipe = Objects.requireNonNullElse(recipe, Recipe.ADAM);
    epochs = Objects.requireNonNullElse(epochs, recipe.epochs());
    batchSize = Objects.requireNonNullElse(batchSize, recipe.batchSize());
    optimizer = Objects.requireNonNullElse(optimizer, recipe.optimizer());
    learningRate = Objects.requireNonNullElse(learningRate, recipe.learningRate());
    momentum = Objects.requireNonNullElse(momentum, 0.9);
    weightDecay = Objects.requireNonNullElse(weightDecay, recipe.weightDecay());
    decayMode = Objects.requireNonNullElse(decayMode, DecayMode.L2);
    schedule = Objects.requireNonNullElse(schedule, recipe.schedule());
    warmupEpochs = Objects.requireNonNullElse(warmupEpochs, 0.0);
    labelSmoothing = Objects.requireNonNullElse(labelSmoothing, 0.0);
    seed = Objects.requireNonNullElse(seed, 1L);
    logInterval = Objects.requireNonNullElse(logInterval, 1);
    augmentation = Objects.requireNonNullElse(augmentation, recipe.augmentation());
    evaluation = Objects.requireNonNullElse(evaluation, recipe.evaluation());
    checkpointEpochs = Objects.requireNonNullElse(checkpointEpochs, 1);
    keepCheckpoints = Objects.requireNonNullElseGet(keepCheckpoints, KeepCheckpoints::defaults);
  }

  /** Training with every default. */
  public static Training defaults() {
    return builder().build();
  }

  /** Training of which only some is said. */
  public static TrainingBuilder builder() {
    return new TrainingBuilder();
  }
}
