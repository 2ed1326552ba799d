package dev.pharos.platform.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pharos.networks.zoo.Network;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos networks}. */
@Command(
    name = "networks",
    description = "Lists the networks that can be trained; needs no platform.",
    subcommands = NetworksShowCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos networks",
      "  pharos networks show alexnet",
      "  pharos networks show pattern --pattern 'INPUT(32x32x3) -> [CONV(5x5,32) -> POOL]*2 -> FC'"
    })
final class NetworksCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private Output output;

  NetworksCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** A network as the list has it; settings by name, with what is valid. */
  private record Entry(
      String name,
      String title,
      String about,
      String input,
      int classes,
      long parameters,
      List<SettingEntry> settings) {
    static Entry of(Network network) {
      var built = Networks.build(network.name(), NetworkSettings.defaults());
      return new Entry(
          network.name(),
          network.card().title(),
          network.card().about(),
          built.input().toString(),
          built.classes(),
          built.parameterCount(),
          network.settings().stream()
              .map(
                  setting ->
                      new SettingEntry(
                          setting.name(), setting.defaultValue(), setting.valid(), setting.about()))
              .toList());
    }
  }

  /** A setting. */
  private record SettingEntry(
      String name, @JsonProperty("default") String usual, String valid, String about) {}

  @Override
  public void run() {
    var entries = Networks.all().stream().map(Entry::of).toList();
    if (output.json()) {
      output.print(entries);
      return;
    }
    var table = new Table("NAME", "INPUT", "CLASSES", "PARAMETERS", "SETTINGS");
    for (var entry : entries) {
      table.row(
          entry.name(),
          entry.input(),
          Words.count(entry.classes()),
          Words.count(entry.parameters()),
          entry.settings().stream().map(SettingEntry::name).collect(Collectors.joining(", ")));
    }
    table.lines().forEach(surroundings::say);
  }
}
