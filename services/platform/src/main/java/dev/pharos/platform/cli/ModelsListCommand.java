package dev.pharos.platform.cli;

import dev.pharos.platform.client.RegisteredModel;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos models list}. */
@Command(
    name = "list",
    description = "Lists the registered models.",
    footerHeading = "%nExamples:%n",
    footer = {"  pharos models list", "  pharos models list --json | jq '.[].aliases'"})
final class ModelsListCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private Connection connection;
  @Mixin private Output output;

  ModelsListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    if (output.json()) {
      output.print(Pages.documents(client, "/v1/models", Map.of(), Integer.MAX_VALUE));
      return;
    }
    var models =
        Pages.all(client, "/v1/models", Map.of(), Integer.MAX_VALUE, RegisteredModel.class);
    if (models.isEmpty()) {
      surroundings.remark("No models yet. 'pharos train ... --register NAME' makes one.");
      return;
    }
    var table = new Table("NAME", "VERSIONS", "ALIASES", "CREATED");
    models.forEach(
        model ->
            table.row(
                model.name(),
                model.versions().size(),
                aliases(model.aliases()),
                Words.time(model.createdAt())));
    table.lines().forEach(surroundings::say);
  }

  private static String aliases(Map<String, Integer> aliases) {
    return aliases.isEmpty()
        ? null
        : new TreeMap<>(aliases)
            .entrySet().stream()
                .map(alias -> alias.getKey() + "=" + alias.getValue())
                .collect(Collectors.joining(", "));
  }
}
