package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.terminal.Words;

/** An evaluation in a few lines. */
final class EvaluationWords {
  private EvaluationWords() {}

  /** What the figures at a path say. */
  static String of(PharosClient client, String path) {
    var figures = client.get(path).body();
    var text = new StringBuilder();
    text.append(
        "%s, %s: top-1 error %s, top-5 error %s, loss %s, calibration error %s%n"
            .formatted(
                Words.plural(figures.path("images").asLong(), "image"),
                figures.path("crops").asText(),
                Words.percent(figures.path("top1Error").asDouble()),
                Words.percent(figures.path("top5Error").asDouble()),
                Words.value(figures.path("loss").asDouble()),
                Words.percent(figures.path("expectedCalibrationError").asDouble())));
    text.append("%-20s %9s %9s %9s".formatted("class", "precision", "recall", "images"));
    for (var each : figures.path("perClass")) {
      text.append(
          "%n%-20s %9s %9s %9d"
              .formatted(
                  each.path("name").asText(),
                  share(each.path("precision")),
                  share(each.path("recall")),
                  each.path("images").asInt()));
    }
    return text.toString();
  }

  private static String share(JsonNode value) {
    return value.isNumber() ? Words.percent(value.asDouble()) : "-";
  }
}
