package dev.pharos.platform.cli;

import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Uris;
import dev.pharos.platform.terminal.ProgressDisplay;
import dev.pharos.platform.terminal.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pharos dataset export}. */
@Command(
    name = "export",
    description = "Writes a version to an archive: PNG files in one folder for each class.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos dataset export digits --to digits.zip",
      "  pharos dataset export digits@2 --to digits.tar --no-splits"
    })
final class DatasetExportCommand implements Runnable {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "NAME[@VERSION]",
      converter = NameAt.Converter.class,
      description = "The data set, by default its newest version.")
  private NameAt dataset;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "The archive to make: a tar if its name ends in .tar, else a zip.")
  private Path file;

  @Option(
      names = "--no-splits",
      description = "Put the classes side by side, not below train, validation and test.")
  private boolean noSplits;

  @Mixin private Connection connection;

  DatasetExportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (Files.exists(file)) {
      throw new CommandFailure("%s is there already; choose another name".formatted(file));
    }
    var client = connection.client();
    var version = DatasetVersions.choose(client, dataset).version();
    try (var display = ProgressDisplay.on(surroundings.terminal(), "exporting")) {
      var bytes = download(client, version, display);
      surroundings.remark(
          "%s@%d, %s, is in %s".formatted(dataset.name(), version, Words.bytes(bytes), file));
    }
  }

  private long download(PharosClient client, int version, ProgressDisplay display) {
    var path =
        "/v1/datasets/%s/versions/%d/export".formatted(Uris.segment(dataset.name()), version);
    var query =
        Map.of("format", file.toString().endsWith(".tar") ? "tar" : "zip", "splits", !noSplits);
    try {
      return client.download(path, query, file, done -> display.update(0, 0, Words.bytes(done)));
    } catch (IOException e) {
      throw new CommandFailure("cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
