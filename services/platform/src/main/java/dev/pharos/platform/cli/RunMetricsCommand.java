package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos run metrics}. */
@Command(
    name = "metrics",
    description =
        "Prints the history of a run's metrics as comma-separated values: metric, step, epoch,"
            + " value, time.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos run metrics last > run.csv",
      "  pharos run metrics last --name validation/top1-error",
      "  pharos run metrics last --name train/loss --points 100 --json"
    })
final class RunMetricsCommand implements Runnable {
  private final Surroundings surroundings;

  @Option(
      names = "--name",
      paramLabel = "METRIC",
      description =
          "Only this metric, such as train/loss; may be given several times (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "At most so many of each metric, its peaks kept; 4 to 100000 (default: ${DEFAULT-VALUE}).")
  private int points;

  @Mixin private RunChoice choice;
  @Mixin private Connection connection;
  @Mixin private Output output;

  RunMetricsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    var query = new HashMap<String, Object>();
    query.put("points", points);
    query.put("name", names);
    var answer = client.get(choice.path(client) + "/metrics", query);
    if (output.json()) {
      output.print(answer.body());
      return;
    }
    surroundings.say("metric,step,epoch,value,at");
    for (var series : answer.body().path("series")) {
      var name = series.path("name").asText();
      series.path("points").forEach(point -> surroundings.say(line(name, point)));
    }
  }

  private static String line(String name, JsonNode point) {
    return String.join(
        ",",
        cell(name),
        point.path("step").asText(),
        point.path("epoch").asText(),
        point.path("value").asText(),
        point.path("at").asText());
  }

  /** Text as RFC 4180 writes it. */
  private static String cell(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
