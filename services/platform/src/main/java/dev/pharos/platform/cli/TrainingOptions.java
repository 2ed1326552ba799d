package dev.pharos.platform.cli;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.contracts.job.DecayMode;
import dev.pharos.contracts.job.EarlyStopping;
import dev.pharos.contracts.job.KeepCheckpoints;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.contracts.job.Recipe;
import dev.pharos.contracts.job.Schedule;
import dev.pharos.contracts.job.TestCrops;
import dev.pharos.contracts.job.Training;
import picocli.CommandLine.Option;

/** How to train, as options; what is not said is the recipe's. */
final class TrainingOptions {
  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description =
          "Where the defaults come from: adam (default), alexnet-paper, vgg-paper, resnet-paper,"
              + " nin-paper, googlenet-paper or fine-tune.")
  private Recipe recipe;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training images (default: the recipe's).")
  private Integer epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images per step (default: the recipe's).")
  private Integer batchSize;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "Learning rate (default: the recipe's).")
  private Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "KIND",
      converter = ScheduleConverter.class,
      description =
          "How the learning rate changes: constant; step:EPOCHS[:FACTOR]; plateau[:FACTOR[:PATIENCE"
              + "[:MOST]]]; cosine[:MINIMUM] (default: the recipe's).")
  private Schedule schedule;

  @Option(
      names = "--warmup-epochs",
      paramLabel = "N",
      description =
          "Epochs, also parts of one, in which the learning rate rises from 0 (default: 0).")
  private Double warmupEpochs;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "sgd or adam (default: the recipe's).")
  private Optimizer optimizer;

  @Option(names = "--momentum", paramLabel = "M", description = "Momentum of sgd (default: 0.9).")
  private Double momentum;

  @Option(
      names = "--weight-decay",
      paramLabel = "D",
      description = "Decay of the weights (default: the recipe's).")
  private Double weightDecay;

  @Option(
      names = "--decay-mode",
      paramLabel = "NAME",
      description = "l2, or decoupled from the gradient (default: l2).")
  private DecayMode decayMode;

  @Option(
      names = "--label-smoothing",
      paramLabel = "S",
      description = "Share of certainty that is spread over all classes (default: 0).")
  private Double labelSmoothing;

  @Option(
      names = "--clip-norm",
      paramLabel = "NORM",
      description = "Cut the norm of all gradients together to this (default: none).")
  private Double clipNorm;

  @Option(
      names = "--early-stopping",
      paramLabel = "PATIENCE",
      converter = EarlyStoppingConverter.class,
      description =
          "End after so many epochs without a lower validation error, and keep the best epoch's"
              + " model. PATIENCE:DELTA counts only what is lower by DELTA, such as 5:0.001.")
  private EarlyStopping earlyStopping;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of everything random (default: 1).")
  private Long seed;

  @Option(
      names = "--log-interval",
      paramLabel = "N",
      description = "Steps between two reports of the loss (default: 1).")
  private Integer logInterval;

  @Option(
      names = "--augmentation",
      paramLabel = "NAME",
      description =
          "none, crop-mirror, alexnet, or a JSON object as in docs/http-api.md (default: the"
              + " recipe's).")
  private Augmentation augmentation;

  @Option(
      names = "--evaluation",
      paramLabel = "NAME",
      description =
          "What the final test looks at: centre, or ten-crops of each image as well (default: the"
              + " recipe's).")
  private TestCrops evaluation;

  @Option(
      names = "--checkpoint-epochs",
      paramLabel = "N",
      description =
          "Epochs between two checkpoints (default: 1); more where epochs are short beside the"
              + " writing of one.")
  private Integer checkpointEpochs;

  @Option(
      names = "--keep-last",
      paramLabel = "N",
      description = "How many of the newest checkpoints are kept (default: 5).")
  private Integer keepLast;

  @Option(
      names = "--keep-spread",
      paramLabel = "N",
      description =
          "How many of those before are kept, spread over the training: an evolution of features"
              + " shows them (default: 6).")
  private Integer keepSpread;

  @Option(
      names = "--keep-best",
      paramLabel = "METRIC",
      description =
          "The checkpoint with the lowest value of this is kept as well: loss, top1-error or"
              + " top5-error of train or validation (default: validation/top1-error).")
  private String keepBest;

  Training training() {
    return Training.builder()
        .recipe(recipe)
        .epochs(epochs)
        .batchSize(batchSize)
        .learningRate(learningRate)
        .schedule(schedule)
        .warmupEpochs(warmupEpochs)
        .optimizer(optimizer)
        .momentum(momentum)
        .weightDecay(weightDecay)
        .decayMode(decayMode)
        .labelSmoothing(labelSmoothing)
        .clipNorm(clipNorm)
        .earlyStopping(earlyStopping)
        .seed(seed)
        .logInterval(logInterval)
        .augmentation(augmentation)
        .evaluation(evaluation)
        .checkpointEpochs(checkpointEpochs)
        .keepCheckpoints(new KeepCheckpoints(keepLast, keepSpread, keepBest))
        .build();
  }
}
