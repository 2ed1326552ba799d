package dev.pharos.platform.cli;

import dev.pharos.platform.client.RegisteredModel;
import dev.pharos.platform.client.Uris;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pharos models show}. */
@Command(
    name = "show",
    description = "Shows the versions of a registered model.",
    footerHeading = "%nExamples:%n",
    footer = {"  pharos models show digits", "  pharos models show digits --json"})
final class ModelsShowCommand implements Runnable {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "NAME", description = "The model.")
  private String name;

  @Mixin private Connection connection;
  @Mixin private Output output;

  ModelsShowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var answer = connection.client().get("/v1/models/" + Uris.segment(name));
    if (output.json()) {
      output.print(answer.body());
      return;
    }
    var model = answer.as(RegisteredModel.class);
    var table =
        new Table(
            "VERSION", "ALIASES", "NETWORK", "DATA SET", "TEST ERROR", "SIZE", "CREATED", "RUN");
    model
        .versions()
        .forEach(
            version ->
                table.row(
                    version.version(),
                    String.join(", ", model.aliasesOf(version.version())),
                    version.network(),
                    version.dataset() == null
                        ? null
                        : version.dataset().name() + "@" + version.dataset().version(),
                    Words.percent(version.metrics().getOrDefault("test/top1-error", Double.NaN)),
                    Words.bytes(version.size()),
                    Words.time(version.createdAt()),
                    version.run()));
    table.lines().forEach(surroundings::say);
  }
}
