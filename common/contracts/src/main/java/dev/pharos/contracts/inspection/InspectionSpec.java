package dev.pharos.contracts.inspection;

import dev.pharos.contracts.MessageType;
import dev.pharos.contracts.job.DatasetChoice;
import java.util.List;
import java.util.UUID;

/**
 * What is to be looked at. Either a run or a registered model is named; what is not given has a
 * default that suits the kind, and what the kind has no use for must be left out.
 *
 * @param kind how to look
 * @param run the run whose model, or for an evolution whose checkpoints, are looked into
 * @param model a registered model
 * @param version its version; by default the one of the alias
 * @param alias such as {@code champion}; without version and alias it is {@code champion} if there
 *     is one and else the newest version
 * @param dataset whose images; by default those that the run was trained on
 * @param split of which part, for deconvolution, evolution and evaluation; by default the one that
 *     is not trained on and has images
 * @param image the number of an image in the data set, from 0, for occlusion and dense; the first
 *     test image
 * @param layer which layer, for filters, deconvolution and evolution; the first convolution for
 *     filters, else the last
 * @param maps which of the layer's maps, for deconvolution and evolution; those that are excited
 *     most
 * @param count how many maps, for deconvolution and evolution, where none are named: 8; how many of
 *     the worst mistakes, for an evaluation: 24
 * @param images how many images are searched for what excites a map most: 500
 * @param label the class whose scores are looked at, for occlusion and dense; the image's own
 * @param square rows and columns of the covered square, in pixels of the network's input; a quarter
 *     of it
 * @param stride pixels between two places of the square; a sixteenth of the input, at least 1
 * @param scale how many times larger than the network's input the image is made, for dense: 2
 * @param crops what of each image an evaluation looks at: centre
 */
@MessageType(name = "inspection-spec", version = 1)
public record InspectionSpec(
    InspectionKind kind,
    UUID run,
    String model,
    Integer version,
    String alias,
    DatasetChoice dataset,
    ImageSplit split,
    Integer image,
    String layer,
    List<Integer> maps,
    Integer count,
    Integer images,
    String label,
    Integer square,
    Integer stride,
    Double scale,
    CropChoice crops) {
  public InspectionSpec {
    maps = maps == null ? null : List.copyOf(maps);
  }

  /** The evaluation of a registered version on the test images of a data set. */
  public static InspectionSpec testOf(String model, int version, DatasetChoice dataset) {
    return new InspectionSpec(
        InspectionKind.EVALUATION,
        null,
        model,
        version,
        null,
        dataset,
        ImageSplit.TEST,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
