package dev.pharos.platform.cli;

import dev.pharos.platform.client.Dataset;
import dev.pharos.platform.client.Uris;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pharos dataset show}. */
@Command(
    name = "show",
    description = "Shows a data set: classes, splits, files that could not be read.",
    footerHeading = "%nExamples:%n",
    footer = {"  pharos dataset show digits", "  pharos dataset show digits@2 --json"})
final class DatasetShowCommand implements Runnable {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "NAME[@VERSION]",
      converter = NameAt.Converter.class,
      description = "The data set, by default its newest version.")
  private NameAt dataset;

  @Mixin private Connection connection;
  @Mixin private Output output;

  DatasetShowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var answer = connection.client().get("/v1/datasets/" + Uris.segment(dataset.name()));
    if (output.json() && dataset.at().isEmpty()) {
      output.print(answer.body());
      return;
    }
    var found = answer.as(Dataset.class);
    var version = DatasetVersions.choose(found, dataset);
    if (output.json()) {
      output.print(answer.body().path("versions").get(found.versions().indexOf(version)));
    } else {
      show(found, version);
    }
  }

  private void show(Dataset found, Dataset.Version version) {
    surroundings.say(
        "%s, version %d of %d".formatted(found.name(), version.version(), found.versions().size()));
    surroundings.say("created  %s".formatted(Words.time(version.createdAt())));
    surroundings.say("source   %s".formatted(version.source()));
    surroundings.say(
        "images   %s of %d x %d, %s"
            .formatted(
                Words.count((long) version.training() + version.validation() + version.test()),
                version.width(),
                version.height(),
                version.channels() == 1 ? "grey" : "colour"));
    surroundings.say("");
    var table = new Table("CLASS", "TRAINING", "VALIDATION", "TEST");
    version
        .counts()
        .forEach(each -> table.row(each.name(), each.training(), each.validation(), each.test()));
    table.row("all", version.training(), version.validation(), version.test());
    table.lines().forEach(surroundings::say);
    if (!version.badFiles().isEmpty()) {
      surroundings.say("");
      surroundings.say("left out, unreadable:");
      version
          .badFiles()
          .forEach(bad -> surroundings.say("  %s: %s".formatted(bad.file(), bad.reason())));
    }
  }
}
