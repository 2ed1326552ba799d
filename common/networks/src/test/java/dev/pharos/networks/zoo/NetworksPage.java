package dev.pharos.networks.zoo;

import dev.pharos.networks.Activation;
import dev.pharos.networks.AveragePool;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.LayerTable;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Rounding;
import dev.pharos.networks.SparseConvolution;
import dev.pharos.networks.Subsampling;
import dev.pharos.networks.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parts of docs/networks.md that the program writes, by the name in their marks. */
final class NetworksPage {
  private static final NetworkSettings DEFAULTS = NetworkSettings.defaults();

  private NetworksPage() {}

  static Map<String, List<String>> parts() {
    var parts = new LinkedHashMap<String, List<String>>();
    parts.put("catalogue", catalogue());
    parts.put("settings", settings());
    for (var network : Networks.all()) {
      parts.put(network.name(), layers(Networks.build(network.name(), DEFAULTS)));
    }
    return parts;
  }

  private static List<String> catalogue() {
    var lines = new ArrayList<String>();
    lines.add("| name | input | classes by default | parameters | multiply-adds | |");
    lines.add("|---|---|---|---|---|---|");
    for (var network : Networks.all()) {
      var built = Networks.build(network.name(), DEFAULTS);
      lines.add(
          row(
              code(network.name()),
              built.input(),
              count(built.classes()),
              count(built.parameterCount()),
              count(built.layerTable().multiplyAdds()),
              network.card().about()));
    }
    return lines;
  }

  private static List<String> settings() {
    var users = new TreeMap<String, Map<String, List<String>>>();
    for (var network : Networks.all()) {
      for (var setting : network.settings()) {
        users
            .computeIfAbsent(setting.name(), name -> new LinkedHashMap<>())
            .computeIfAbsent(
                row(values(setting), usual(setting), setting.about()), key -> new ArrayList<>())
            .add(code(network.name()));
      }
    }
    var lines = new ArrayList<String>();
    lines.add("| setting | networks | values | default | |");
    lines.add("|---|---|---|---|---|");
    users.forEach(
        (name, meanings) ->
            meanings.forEach(
                (rest, networks) ->
                    lines.add(
                        "| " + code(name) + " | " + String.join(", ", networks) + " " + rest)));
    return lines;
  }

  private static String values(Setting setting) {
    return switch (setting.kind()) {
      case CHOICE ->
          setting.choices().stream().map(NetworksPage::code).collect(Collectors.joining(", "));
      case NUMBER -> "%s up to, not including, %s".formatted(setting.least(), setting.below());
      case TEXT -> "see below";
    };
  }

  private static String usual(Setting setting) {
    return setting.kind() == Setting.Kind.TEXT ? "an example" : code(setting.defaultValue());
  }

  private static List<String> layers(NetworkSpec network) {
    var table = network.layerTable();
    var lines = new ArrayList<String>();
    lines.add("| layer | | output | parameters | multiply-adds | values kept |");
    lines.add("|---|---|---|---|---|---|");
    lines.add(row("input", "image", network.input(), "", "", count(table.inputElements())));
    for (int i = 0; i < table.rows().size(); i++) {
      var layer = network.nodes().get(i).layer();
      if (!(layer instanceof Activation || layer instanceof Dropout)) {
        lines.add(layer(table.rows().get(i), layer));
      }
    }
    lines.add(
        row(
            "**total**",
            "",
            "",
            "**" + count(table.parameters()) + "**",
            count(table.multiplyAdds()),
            count(table.inputElements() + table.activations())));
    if (!network.auxiliaryHeads().isEmpty()) {
      lines.add(
          row(
              "while training",
              "with the auxiliary heads",
              "",
              count(table.trainingParameters()),
              count(table.trainingMultiplyAdds()),
              ""));
    }
    lines.add("");
    lines.add(memory(table));
    return lines;
  }

  private static String layer(LayerTable.Row row, LayerSpec layer) {
    return row(
        row.name(),
        words(layer) + (row.auxiliary() ? ", only while training" : ""),
        row.output(),
        count(row.parameters()),
        count(row.multiplyAdds()),
        count(row.activations()));
  }

  private static String memory(LayerTable table) {
    return "Memory: %s of parameters; one image forward %s; training with Adam, 32 images a step, %s; with momentum, 128 images a step, %s."
        .formatted(
            megabytes(table.parameterBytes()),
            megabytes(table.forwardBytes(1)),
            megabytes(table.trainingBytes(32) + table.weightBytes(2)),
            megabytes(table.trainingBytes(128) + table.weightBytes(1)));
  }

  private static String words(LayerSpec layer) {
    if (layer instanceof Convolution convolution) {
      var groups = convolution.groups() == 1 ? "" : " in " + convolution.groups() + " groups";
      return "convolution " + window(convolution.window()) + groups;
    } else if (layer instanceof SparseConvolution sparse) {
      return "convolution " + window(sparse.window()) + " with connection table";
    } else if (layer instanceof Subsampling subsampling) {
      return "trainable subsampling " + window(subsampling.window());
    } else if (layer instanceof MaxPool pool) {
      return "max pooling " + window(pool.window());
    } else if (layer instanceof AveragePool pool) {
      return "average pooling " + window(pool.window());
    } else if (layer instanceof Dense) {
      return "dense";
    }
    return layer
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  private static String window(Window window) {
    return "%dx%d/%d%s%s"
        .formatted(
            window.kernel(),
            window.kernel(),
            window.stride(),
            window.padding() == 0 ? "" : " pad " + window.padding(),
            window.rounding() == Rounding.EXACT
                ? ""
                : " " + window.rounding().name().toLowerCase(Locale.ROOT));
  }

  private static String row(Object... cells) {
    var row = new StringBuilder("|");
    for (var cell : cells) {
      row.append(' ').append(cell).append(" |");
    }
    return row.toString();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String count(long number) {
    return number == 0 ? "" : String.format(Locale.ROOT, "%,d", number);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
