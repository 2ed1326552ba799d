package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pharos dataset}. */
@Command(
    name = "dataset",
    description = "Takes in and shows data sets.",
    subcommands = {
      DatasetImportCommand.class,
      DatasetListCommand.class,
      DatasetShowCommand.class,
      DatasetExportCommand.class,
      DatasetDeleteCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos dataset import ~/photos --name photos",
      "  pharos dataset list",
      "  pharos dataset show photos",
      "  pharos dataset export photos --to photos.zip"
    })
final class DatasetCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "what about data sets? " + PharosCommand.names(spec));
  }
}
