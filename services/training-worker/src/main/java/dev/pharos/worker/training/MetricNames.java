package dev.pharos.worker.training;

/** The names of what is measured, as docs/http-api.md fixes them. */
final class MetricNames {
  static final String TRAIN_LOSS = "train/loss";
  static final String LEARNING_RATE = "train/learning-rate";
  static final String IMAGES_PER_SECOND = "train/images-per-second";

  /** What is measured on ten crops of each test image stands beside what one says. */
  static final String TEN_CROPS = "test/ten-crops";

  private MetricNames() {}

  static String loss(String split) {
    return split + "/loss";
  }

  static String top1(String split) {
    return split + "/top1-error";
  }

  static String top5(String split) {
    return split + "/top5-error";
  }
}
