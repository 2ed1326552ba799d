package dev.pharos.platform.networks;

import dev.pharos.networks.NetworkCost;
import dev.pharos.networks.Shape;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link NetworkReport} for people: the layers, and below them what the whole needs. */
public final class NetworkText {
  private NetworkText() {}

  /** The lines. */
  public static List<String> lines(NetworkReport report) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s: images of %s, %s classes, %s parameters"
            .formatted(
                report.name(),
                input(report),
                Words.count(report.classes()),
                Words.count(report.parameters())));
    lines.add("");
    lines.addAll(layers(report));
    lines.add("");
    lines.addAll(totals(report).lines());
    lines.add("");
    lines.add(report.about());
    lines.add("");
    lines.addAll(settings(report).lines());
    return lines;
  }

  private static List<String> layers(NetworkReport report) {
    var table =
        new Table("LAYER", "KIND", "OUTPUT", "PARAMETERS", "MULTIPLY-ADDS", "FORWARD", "TRAINING");
    table.row(
        "input",
        "Image",
        input(report),
        null,
        null,
        Words.bytes(imageBytes(report)),
        Words.bytes(imageBytes(report)));
    for (var layer : report.cost().layers()) {
      table.row(
          layer.name(),
          layer.auxiliary() ? layer.kind() + " (training only)" : layer.kind(),
          shape(layer),
          count(layer.parameters()),
          count(layer.multiplyAdds()),
          bytes(layer.activationBytes()),
          bytes(layer.trainingActivationBytes()));
    }
    var totals = report.cost().totals();
    var training = report.cost().trainingTotals();
    boolean heads = report.cost().layers().stream().anyMatch(NetworkCost.Layer::auxiliary);
    var trained = Words.bytes(training.activationBytes());
    total(table, "total", totals, Words.bytes(totals.activationBytes()), heads ? null : trained);
    if (heads) {
      total(table, "total while training", training, null, trained);
    }
    return table.lines();
  }

  private static void total(
      Table table, String name, NetworkCost.Totals totals, String forward, String training) {
    table.row(
        name,
        null,
        null,
        Words.count(totals.parameters()),
        Words.count(totals.multiplyAdds()),
        forward,
        training);
  }

  private static Table totals(NetworkReport report) {
    var memory = report.cost().memory();
    var optimizer = report.optimizer().name().toLowerCase(Locale.ROOT);
    return new Table("MEMORY TO TRAIN", Words.plural(report.cost().batch(), "image") + " per step")
        .row("outputs and their gradients", Words.bytes(memory.activationsBytes()))
        .row("weights", Words.bytes(memory.parametersBytes()))
        .row("gradients of the weights", Words.bytes(memory.gradientsBytes()))
        .row("state of " + optimizer, Words.bytes(memory.updaterBytes()))
        .row("total", Words.bytes(memory.trainingBytes()));
  }

  private static Table settings(NetworkReport report) {
    var table = new Table("SETTING", "VALUE", "VALID");
    report
        .settings()
        .forEach(setting -> table.row(setting.name(), setting.value(), setting.valid()));
    return table;
  }

  /** The output as people write it. */
  private static String shape(NetworkCost.Layer layer) {
    var output = layer.output();
    return new Shape(output.get(2), output.get(0), output.get(1)).toString();
  }

  private static String input(NetworkReport report) {
    var input = report.input();
    return input.height() + "x" + input.width() + "x" + input.channels();
  }

  private static long imageBytes(NetworkReport report) {
    var input = report.input();
    return (long) Float.BYTES
        * report.cost().batch()
        * input.height()
        * input.width()
        * input.channels();
  }

  private static String count(long number) {
    return number == 0 ? null : Words.count(number);
  }

  private static String bytes(long number) {
    return number == 0 ? null : Words.bytes(number);
  }
}
