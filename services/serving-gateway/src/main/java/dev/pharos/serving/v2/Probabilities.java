package dev.pharos.serving.v2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model said about some images.
 *
 * @param classes class names, in label order
 * @param rows probability of each class (0 to 1), image by image
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never compared
public record Probabilities(List<String> classes, float[][] rows) {
  /** The output that every model has: the probability of each class. */
  public static final String PROBABILITIES = "probabilities";

  /** The output that names each image's most probable class. */
  public static final String LABELS = "labels";

  /** Indices of the most probable classes of an image, best first. */
  public List<Integer> best(int image, int most) {
    var row = rows[image];
    return IntStream.range(0, row.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -row[i]).thenComparingInt(i -> i))
        .limit(most)
        .toList();
  }

  /**
   * The tensors that a request asks for.
   *
   * @throws ProtocolException when it asks for an output that there is not
   */
  List<OutputTensor> outputs(InferRequest request) {
    if (request.outputs().isEmpty()) {
      var binary = request.binaryOutputs();
      return List.of(probabilities(binary), labels(binary));
    }
    return request.outputs().stream().map(this::output).toList();
  }

  private OutputTensor output(RequestedOutput requested) {
    return switch (requested.name()) {
      case PROBABILITIES ->
          requested.classification() == 0
              ? probabilities(requested.binary())
              : classification(requested.classification(), requested.binary());
      case LABELS -> labels(requested.binary());
      default ->
          throw new ProtocolException(
              "output '%s' is unknown; there are '%s' and '%s'"
                  .formatted(requested.name(), PROBABILITIES, LABELS));
    };
  }

  private OutputTensor probabilities(boolean binary) {
    var flat = new float[rows.length * classes.size()];
    for (var i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * classes.size(), classes.size());
    }
    return OutputTensor.numbers(PROBABILITIES, List.of(rows.length, classes.size()), flat, binary);
  }

  private OutputTensor labels(boolean binary) {
    var labels =
        IntStream.range(0, rows.length).mapToObj(i -> classes.get(best(i, 1).get(0))).toList();
    return OutputTensor.texts(LABELS, List.of(rows.length), labels, binary);
  }

  /** Triton's classification extension: {@code probability:index:label}. */
  private OutputTensor classification(int most, boolean binary) {
    var texts = new ArrayList<String>();
    for (var image = 0; image < rows.length; image++) {
      for (int label : best(image, most)) {
        texts.add("%s:%d:%s".formatted(rows[image][label], label, classes.get(label)));
      }
    }
    var shape = List.of(rows.length, Math.min(most, classes.size()));
    return OutputTensor.texts(PROBABILITIES, shape, texts, binary);
  }
}
