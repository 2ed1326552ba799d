package dev.pharos.contracts.job;

/** Says some of a {@link Training}; null, or what is never said, takes its default. */
public final class TrainingBuilder {
  private Recipe recipe;
  private Integer epochs;
  private Integer batchSize;
  private Optimizer optimizer;
  private Double learningRate;
  private Double momentum;
  private Double weightDecay;
  private DecayMode decayMode;
  private Schedule schedule;
  private Double warmupEpochs;
  private Double labelSmoothing;
  private Double clipNorm;
  private EarlyStopping earlyStopping;
  private Long seed;
  private Integer logInterval;
  private Augmentation augmentation;
  private TestCrops evaluation;
  private Integer checkpointEpochs;
  private KeepCheckpoints keepCheckpoints;

  TrainingBuilder() {}

  public TrainingBuilder recipe(Recipe value) {
    recipe = value;
    return this;
  }

  public TrainingBuilder epochs(Integer value) {
    epochs = value;
    return this;
  }

  public TrainingBuilder batchSize(Integer value) {
    batchSize = value;
    return this;
  }

  public TrainingBuilder optimizer(Optimizer value) {
    optimizer = value;
    return this;
  }

  public TrainingBuilder learningRate(Double value) {
    learningRate = value;
    return this;
  }

  public TrainingBuilder momentum(Double value) {
    momentum = value;
    return this;
  }

  public TrainingBuilder weightDecay(Double value) {
    weightDecay = value;
    return this;
  }

  public TrainingBuilder decayMode(DecayMode value) {
    decayMode = value;
    return this;
  }

  public TrainingBuilder schedule(Schedule value) {
    schedule = value;
    return this;
  }

  public TrainingBuilder warmupEpochs(Double value) {
    warmupEpochs = value;
    return this;
  }

  public TrainingBuilder labelSmoothing(Double value) {
    labelSmoothing = value;
    return this;
  }

  public TrainingBuilder clipNorm(Double value) {
    clipNorm = value;
    return this;
  }

  public TrainingBuilder earlyStopping(EarlyStopping value) {
    earlyStopping = value;
    return this;
  }

  public TrainingBuilder seed(Long value) {
    seed = value;
    return this;
  }

  public TrainingBuilder logInterval(Integer value) {
    logInterval = value;
    return this;
  }

  public TrainingBuilder augmentation(Augmentation value) {
    augmentation = value;
    return this;
  }

  public TrainingBuilder evaluation(TestCrops value) {
    evaluation = value;
    return this;
  }

  public TrainingBuilder checkpointEpochs(Integer value) {
    checkpointEpochs = value;
    return this;
  }

  public TrainingBuilder keepCheckpoints(KeepCheckpoints value) {
    keepCheckpoints = value;
    return this;
  }

  /** The training. */
  public Training build() {
    return new Training(
        recipe,
        epochs,
        batchSize,
        optimizer,
        learningRate,
        momentum,
        weightDecay,
        decayMode,
        schedule,
        warmupEpochs,
        labelSmoothing,
        clipNorm,
        earlyStopping,
        seed,
        logInterval,
        augmentation,
        evaluation,
        checkpointEpochs,
        keepCheckpoints);
  }
}
