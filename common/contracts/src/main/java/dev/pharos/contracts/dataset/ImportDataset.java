package dev.pharos.contracts.dataset;

import dev.pharos.contracts.MessageType;

/**
 * Asks for a folder or archive to become a version of a data set. The event's id is the command's
 * id: sent twice, it makes one import.
 *
 * @param name the data set's name, made if it does not exist
 * @param path folder, zip or tar(.gz, .zst) that the dataset service can see
 * @param splitSeed seed of the split into training, validation and test images; 1
 * @param maxBadShare share of unreadable images above which the import fails, 0 to 1; 0.05
 * @param mode a version of these files alone, or of the newest one's images and these; replace
 * @param coarseLabels of CIFAR-100, the 20 superclasses instead of the 100 classes; false
 * @param padTo height and width that images of IDX files get by zeros around them; as they are
 */
@MessageType(name = "dataset.import", version = 1)
public record ImportDataset(
    String name,
    String path,
    Long splitSeed,
    Double maxBadShare,
    ImportMode mode,
    Boolean coarseLabels,
    Integer padTo)
    implements DatasetCommand {
  public ImportDataset {
    splitSeed = splitSeed == null ? 1L : splitSeed;
    maxBadShare = maxBadShare == null ? 0.05 : maxBadShare;
  }
}
