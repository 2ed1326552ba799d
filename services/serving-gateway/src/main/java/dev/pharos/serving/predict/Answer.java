package dev.pharos.serving.predict;

import dev.pharos.serving.model.Prediction;
import dev.pharos.serving.model.Signature;
import dev.pharos.serving.model.VersionKey;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a model said about the images of a request.
 *
 * @param key which version of which model
 * @param signature what it takes and gives
 * @param prediction the probabilities
 * @param preparedNanos time that decoding and preparing took
 */
public record Answer(
    VersionKey key, Signature signature, Prediction prediction, long preparedNanos) {

  /**
   * A class of an image.
   *
   * @param label the class's name
   * @param probability 0 to 1
   */
  public record Ranked(String label, double probability) {}

  /** The most probable classes of an image, best first. */
  public List<Ranked> best(int image, int most) {
    var row = prediction.probabilities()[image];
    return IntStream.range(0, row.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -row[i]).thenComparingInt(i -> i))
        .limit(most)
        .map(i -> new Ranked(signature.classes().get(i), row[i]))
        .toList();
  }

  /** The number of images. */
  public int images() {
    return prediction.probabilities().length;
  }

  /** Where the time went, as a {@code Server-Timing} header (W3C) says it. */
  public String serverTiming() {
    return String.format(
        Locale.ROOT,
        "prepare;dur=%.3f, queue;dur=%.3f, compute;dur=%.3f",
        preparedNanos / 1e6,
        prediction.queuedNanos() / 1e6,
        prediction.computedNanos() / 1e6);
  }
}
