package dev.pharos.platform.cli;

import dev.pharos.imaging.samples.SampleData;
import dev.pharos.platform.terminal.Words;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pharos sample-data}. */
@Command(
    name = "sample-data",
    description = "Draws images to try things with, in a folder for each class.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos sample-data digits ~/digits",
      "  pharos sample-data shapes ~/shapes --count 500 --seed 7"
    })
final class SampleDataCommand implements Runnable {
  /** What can be drawn. */
  enum Kind {
    DIGITS,
    SHAPES;

    @Override
    public String toString() {
      return EnumName.of(this);
    }
  }

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = {
        "digits: handwritten-looking digits, 28 x 28, grey.",
        "shapes: coloured shapes, 64 x 64."
      })
  private Kind kind;

  @Parameters(index = "1", paramLabel = "DIR", description = "A new or empty folder.")
  private Path folder;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "8000",
      description = "How many images in all (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed draws the same images (default: ${DEFAULT-VALUE}).")
  private long seed;

  SampleDataCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (count < 1) {
      throw new ParameterException(
          spec.commandLine(), "--count %d: at least 1 image must be drawn".formatted(count));
    }
    try {
      switch (kind) {
        case DIGITS -> SampleData.digits(folder, count, seed);
        case SHAPES -> SampleData.shapes(folder, count, seed);
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot draw into %s: %s".formatted(folder, e.getMessage()), e);
    }
    surroundings.say(
        "drew %s in %s"
            .formatted(Words.plural(count, "image"), folder.toAbsolutePath().normalize()));
  }
}
