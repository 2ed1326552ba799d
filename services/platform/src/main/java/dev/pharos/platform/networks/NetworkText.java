package dev.pharos.platform.networks;

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
    for (var layer : report.layers()) {
      table.row(
          layer.name(),
          layer.auxiliary() ? layer.kind() + " (training only)" : layer.kind(),
          layer.shape(),
          count(layer.parameters()),
          count(layer.multiplyAdds()),
          bytes(layer.activationBytes()),
          bytes(layer.trainingActivationBytes()));
    }
    var totals = report.totals();
    var training = report.trainingTotals();
    boolean heads = report.layers().stream().anyMatch(NetworkReport.Layer::auxiliary);
    var trained = Words.bytes(training.activationBytes());
    total(table, "total", totals, Words.bytes(totals.activationBytes()), heads ? null : trained);
    if (heads) {
      total(table, "total while training", training, null, trained);
    }
    return table.lines();
  }

  private static void total(
      Table table, String name, NetworkReport.Totals totals, String forward, String training) {
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
    var memory = report.memory();
    var optimizer = report.optimizer().name().toLowerCase(Locale.ROOT);
    return new Table("MEMORY TO TRAIN", Words.plural(report.batch(), "image") + " per step")
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

  private static String input(NetworkReport report) {
    var input = report.input();
    return input.height() + "x" + input.width() + "x" + input.channels();
  }

  private static long imageBytes(NetworkReport report) {
    var input = report.input();
    return (long) Float.BYTES * report.batch() * input.height() * input.width() * input.channels();
  }

  private static String count(long number) {
    return number == 0 ? null : Words.count(number);
  }

  private static String bytes(long number) {
    return number == 0 ? null : Words.bytes(number);
  }
}
