package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * A way to train that has a name: the one place where a training's defaults stand. What a job says
 * itself outweighs its recipe. Where a paper gives no figure, its authors' published configuration
 * does.
 */
@SuppressWarnings("ImmutableEnumChecker") // schedules are records of numbers
public enum Recipe {
  /** The seed program's: Adam at 0.001, batches of 32, 10 epochs. */
  @JsonProperty("adam")
  ADAM(
      "Adam at 0.001, batches of 32, 10 epochs",
      10,
      32,
      Optimizer.ADAM,
      0.001,
      0.0,
      new Schedule.Constant(),
      Augmentation.NONE,
      TestCrops.CENTRE),
  /** Krizhevsky, Sutskever and Hinton 2012, sections 4.1 (also the ten crops) and 5. */
  @JsonProperty("alexnet-paper")
  ALEXNET_PAPER(
      "SGD at 0.01, divided by 10 when the validation error stops improving, 90 epochs",
      90,
      128,
      Optimizer.SGD,
      0.01,
      5e-4,
      new Schedule.Plateau(0.1, 5, 3),
      Augmentation.ALEXNET,
      TestCrops.TEN_CROPS),
  /** Simonyan and Zisserman 2015, section 3.1. */
  @JsonProperty("vgg-paper")
  VGG_PAPER(
      "as alexnet-paper, with batches of 256 and 74 epochs",
      74,
      256,
      Optimizer.SGD,
      0.01,
      5e-4,
      new Schedule.Plateau(0.1, 5, 3),
      Augmentation.CROP_MIRROR,
      TestCrops.CENTRE),
  /** He, Zhang, Ren and Sun 2016, section 3.4: 600,000 steps are 120 epochs of ImageNet. */
  @JsonProperty("resnet-paper")
  RESNET_PAPER(
      "SGD at 0.1, divided by 10 when the validation error stops improving, batches of 256, 120"
          + " epochs",
      120,
      256,
      Optimizer.SGD,
      0.1,
      1e-4,
      new Schedule.Plateau(0.1, 5, 3),
      Augmentation.CROP_MIRROR,
      TestCrops.TEN_CROPS),
  /**
   * Lin, Chen and Yan 2014, section 4: the rate goes down by 10 twice. The paper gives neither rate
   * nor epochs; batches are of 128 and the decay is that of its published configuration.
   */
  @JsonProperty("nin-paper")
  NIN_PAPER(
      "SGD at 0.01, divided by 10 twice when the validation error stops improving, 200 epochs",
      200,
      128,
      Optimizer.SGD,
      0.01,
      1e-4,
      new Schedule.Plateau(0.1, 5, 2),
      Augmentation.CROP_MIRROR,
      TestCrops.CENTRE),
  /** Szegedy and others 2015, section 6: 4% less every 8 epochs. */
  @JsonProperty("googlenet-paper")
  GOOGLENET_PAPER(
      "SGD at 0.01, 4% less every 8 epochs, 250 epochs",
      250,
      32,
      Optimizer.SGD,
      0.01,
      2e-4,
      new Schedule.Step(8, 0.96),
      Augmentation.CROP_MIRROR,
      TestCrops.CENTRE),
  /** Small steps that end in none, from a model that has learned something already. */
  @JsonProperty("fine-tune")
  FINE_TUNE(
      "SGD at 0.001 along a cosine, 10 epochs, to go on from a trained model",
      10,
      32,
      Optimizer.SGD,
      0.001,
      5e-4,
      new Schedule.Cosine(0.0),
      Augmentation.NONE,
      TestCrops.CENTRE);

  private final String about;
  private final int epochs;
  private final int batchSize;
  private final Optimizer optimizer;
  private final double learningRate;
  private final double weightDecay;
  private final Schedule schedule;
  private final Augmentation augmentation;
  private final TestCrops evaluation;

  Recipe(
      String about,
      int epochs,
      int batchSize,
      Optimizer optimizer,
      double learningRate,
      double weightDecay,
      Schedule schedule,
      Augmentation augmentation,
      TestCrops evaluation) {
    this.about = about;
    this.epochs = epochs;
    this.batchSize = batchSize;
    this.optimizer = optimizer;
    this.learningRate = learningRate;
    this.weightDecay = weightDecay;
    this.schedule = schedule;
    this.augmentation = augmentation;
    this.evaluation = evaluation;
  }

  /** How it is written, such as {@code alexnet-paper}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it does, in one line for people. */
  public String about() {
    return about;
  }

  /** Training by this recipe, with nothing of its own. */
  public Training training() {
    return Training.builder().recipe(this).build();
  }

  int epochs() {
    return epochs;
  }

  int batchSize() {
    return batchSize;
  }

  Optimizer optimizer() {
    return optimizer;
  }

  double learningRate() {
    return learningRate;
  }

  double weightDecay() {
    return weightDecay;
  }

  Schedule schedule() {
    return schedule;
  }

  Augmentation augmentation() {
    return augmentation;
  }

  TestCrops evaluation() {
    return evaluation;
  }
}
