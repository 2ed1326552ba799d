package dev.pharos.benchmarks.network;

import java.util.Locale;

/** What is measured of a network. */
enum Kind {
  /** Steps of SGD with momentum and weight decay on batches. */
  TRAINING,
  /** Class probabilities of batches. */
  INFERENCE,
  /** Class probabilities of one image after another. */
  SINGLE;

  /** How many images are worked on at once, where batches have that size. */
  int images(int batch) {
    return this == SINGLE ? 1 : batch;
  }

  /** The peer's word for the work. */
  String work() {
    return this == TRAINING ? "training" : "inference";
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
