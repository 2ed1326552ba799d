package dev.pharos.platform.cli;

import dev.pharos.platform.client.Uris;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pharos dataset delete}. */
@Command(
    name = "delete",
    description = {
      "Deletes a version of a data set, or all of it.",
      "What a run used stays: the runs are named and nothing is deleted."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  pharos dataset delete digits@1", "  pharos dataset delete digits --all"})
final class DatasetDeleteCommand implements Runnable {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "NAME[@VERSION]",
      converter = NameAt.Converter.class,
      description = "A version, or with --all the data set.")
  private NameAt dataset;

  @Option(names = "--all", description = "Delete every version.")
  private boolean all;

  @Mixin private Connection connection;

  DatasetDeleteCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (all == dataset.at().isPresent()) {
      throw new CommandFailure(
          "name a version, such as %s@1, or all of the data set: %s --all"
              .formatted(dataset.name(), dataset.name()));
    }
    var path = "/v1/datasets/" + Uris.segment(dataset.name());
    if (!all) {
      var version =
          dataset
              .version()
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          "'%s' is no version; versions are numbers"
                              .formatted(dataset.at().get())));
      path += "/versions/" + version;
    }
    connection.client().delete(path);
    surroundings.remark("%s is deleted".formatted(dataset));
  }
}
