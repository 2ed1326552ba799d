package dev.pharos.platform.cli;

import dev.pharos.contracts.inspection.CropChoice;
import dev.pharos.contracts.inspection.ImageSplit;
import dev.pharos.contracts.inspection.InspectionKind;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.contracts.job.DatasetChoice;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a network is looked into. What is left out has a default that suits the kind. */
final class InspectionOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--dataset",
      paramLabel = "NAME[@VERSION]",
      converter = NameAt.Converter.class,
      description = "Whose images (default: those that the run was trained on).")
  private NameAt dataset;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "Images of train, validation or test (default: not of train).")
  private ImageSplit split;

  @Option(
      names = "--image",
      paramLabel = "N",
      description = "An image of the data set by its number (default: the first test image).")
  private Integer image;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description = "A layer (default: the first convolution for filters, else the last).")
  private String layer;

  @Option(
      names = "--maps",
      paramLabel = "N",
      split = ",",
      description = "Maps of the layer (default: those that are excited most).")
  private List<Integer> maps;

  @Option(names = "--count", paramLabel = "N", description = "How many maps, or mistakes.")
  private Integer count;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "How many images are searched for what excites a map most.")
  private Integer images;

  @Option(
      names = "--label",
      paramLabel = "CLASS",
      description = "Whose probability is looked at (default: the image's own class).")
  private String label;

  @Option(names = "--square", paramLabel = "PIXELS", description = "Side of the covered square.")
  private Integer square;

  @Option(names = "--stride", paramLabel = "PIXELS", description = "How far the square moves.")
  private Integer stride;

  @Option(names = "--scale", paramLabel = "TIMES", description = "How much the image is enlarged.")
  private Double scale;

  @Option(
      names = "--crops",
      paramLabel = "CROPS",
      description = "What an evaluation looks at: centre, ten or dense (default: centre).")
  private CropChoice crops;

  /** The request. */
  InspectionSpec spec(InspectionKind kind, NameAt model, UUID run) {
    return new InspectionSpec(
        kind,
        run,
        model == null ? null : model.name(),
        model == null ? null : model.version().orElse(null),
        model == null ? null : model.alias().orElse(null),
        dataset == null ? null : choice(),
        split,
        image,
        layer,
        maps,
        count,
        images,
        label,
        square,
        stride,
        scale,
        crops);
  }

  private DatasetChoice choice() {
    if (dataset.alias().isPresent()) {
      throw new ParameterException(
          command.commandLine(),
          "'%s': a data set's version is a number, such as %s@1"
              .formatted(dataset, dataset.name()));
    }
    return new DatasetChoice(dataset.name(), dataset.version().orElse(null));
  }
}
