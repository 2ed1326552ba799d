package dev.pharos.platform.cli;

import dev.pharos.contracts.model.ModelAlias;
import dev.pharos.platform.client.Uris;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pharos models promote}. */
@Command(
    name = "promote",
    description = "Points an alias to a version of a model; the gateway follows at once.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos models promote digits 2",
      "  pharos models promote digits 3 --alias challenger"
    })
final class ModelsPromoteCommand implements Runnable {
  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Parameters(index = "1", paramLabel = "VERSION", description = "The version, from 1.")
  private int version;

  @Option(
      names = "--alias",
      paramLabel = "ALIAS",
      defaultValue = ModelAlias.CHAMPION,
      description = "The alias (default: ${DEFAULT-VALUE}, which serves by default).")
  private String alias;

  @Mixin private Connection connection;
  @Mixin private Output output;

  ModelsPromoteCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var path = "/v1/models/%s/aliases/%s".formatted(Uris.segment(name), Uris.segment(alias));
    var answer = connection.client().put(path, Map.of("version", version));
    if (output.json()) {
      output.print(answer.body());
    } else {
      surroundings.say("%s@%s is now version %d".formatted(name, alias, version));
    }
  }
}
