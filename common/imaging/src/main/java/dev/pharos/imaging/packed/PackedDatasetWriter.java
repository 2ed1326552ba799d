package dev.pharos.imaging.packed;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a packed data set.
 *
 * <p>An index announces the images that may come; some need not. They arrive in any order, from any
 * number of threads, and go to their place in the file at once, so that {@link #finish} has little
 * left to do. Memory holds 13 bytes per image besides the index. The target appears whole or not at
 * all, and the same images give the same bytes whatever the order was.
 */
public final class PackedDatasetWriter implements AutoCloseable {
  private final Path target;
  private final int height;
  private final int width;
  private final List<String> classes;
  private final Slots slots;
  private final ImageIndex images;
  private final Entries entries;
  private final SumsPool sums;
  private boolean finished;

  private PackedDatasetWriter(
      Path target, int height, int width, List<String> classes, ImageIndex images)
      throws IOException {
    this.target = target;
    this.height = height;
    this.width = width;
    this.classes = List.copyOf(classes);
    this.images = images;
    this.entries = new Entries(images);
    this.sums = new SumsPool(height, width);
    this.slots =
        new Slots(
            target.resolveSibling(target.getFileName() + ".images"),
            new ImageShape(height, width, 3).volume());
  }

  /**
   * Begins a data set.
   *
   * @param target the file to write; replaced if it is there
   * @param height rows of every image
   * @param width columns of every image
   * @param classes the names of the classes, in the order of their labels
   * @param images those that may come; must not change any more
   */
  public static PackedDatasetWriter create(
      Path target, int height, int width, List<String> classes, ImageIndex images)
      throws IOException {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("a data set needs at least one class");
    }
    return new PackedDatasetWriter(target, height, width, classes, images);
  }

  /**
   * Adds an image.
   *
   * @param number its number in the index
   * @param image of the data set's height and width, with 1 or 3 channels; if all have 1, so will
   *     the data set
   */
  public void add(int number, Pixels image) throws IOException {
    check(number, image);
    entries.came(number, image.channels());
    var bytes = image.withChannels(3).data();
    entries.setChecksum(number, SectionWriter.crc(bytes));
    slots.write(entries.slot(number), bytes);
    if (images.split(number) == Split.TRAIN) {
      sums.add(image);
    }
  }

  /**
   * Adds the images of another data set with their labels, splits and names. Their bytes stay where
   * they are, if all images of this data set have as many channels and the files do not become too
   * many.
   *
   * @param dataset of the same height and width, open until this one is written
   * @param file the content of its file
   */
  public void share(PackedDataset dataset, ArtifactRef file) {
    var shape = dataset.shape();
    if (shape.height() != height || shape.width() != width) {
      throw new IllegalArgumentException(
          "images of %s in a data set of %d x %d images".formatted(shape, height, width));
    }
    entries.share(dataset, file);
  }

  private void check(int number, Pixels image) {
    if (image.height() != height || image.width() != width) {
      throw new IllegalArgumentException(
          "an image of %s in a data set of %d x %d images".formatted(image.shape(), height, width));
    }
    if (number < 0 || number >= images.size()) {
      throw new IllegalArgumentException(
          "number is %d, must be 0 to %d".formatted(number, images.size() - 1));
    }
    var label = images.label(number);
    if (label < 0 || label >= classes.size()) {
      throw new IllegalArgumentException(
          "label is %d, must be 0 to %d".formatted(label, classes.size() - 1));
    }
  }

  /**
   * Writes the data set, once every {@link #add} has returned.
   *
   * @throws IllegalStateException if there are no images
   */
  public DatasetInfo finish() throws IOException {
    return finish(() -> {});
  }

  /**
   * The same, telling how far it is.
   *
   * @param each called for every image; if it throws, nothing is written and the writer is closed
   */
  public synchronized DatasetInfo finish(Runnable each) throws IOException {
    var order = entries.inOrder();
    if (finished || order.length == 0) {
      throw new IllegalStateException(
          finished ? "this data set is finished already" : "a data set needs at least one image");
    }
    finished = true;
    var partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      var channels = Arrays.stream(order).map(entries::channels).max().orElseThrow();
      var shape = new ImageShape(height, width, channels);
      var sharing = Sharing.of(entries, order, shape);
      var file = new SlotMover(slots, shape, entries, sharing, sums).move(order, partial, each);
      var info = write(file, shape, order, sharing);
      SectionWriter.publish(file, target);
      return info;
    } finally {
      Files.deleteIfExists(partial);
      close();
    }
  }

  private DatasetInfo write(Path path, ImageShape shape, int[] order, Sharing sharing)
      throws IOException {
    var statistics = new Statistics(shape, sums.all());
    var own = Arrays.stream(order).filter(image -> !sharing.has(image)).count();
    try (var file = new SectionWriter(path, own * shape.volume())) {
      IndexSections.write(file, entries, order);
      sharing.write(file, order);
      file.begin(Layout.MEAN_IMAGE);
      for (var value : statistics.meanImage()) {
        file.write(Float.floatToIntBits(value));
      }
      var info = DatasetSummary.of(shape, classes, entries.index(), order, statistics);
      file.finish(info, sharing.parts());
      return info;
    }
  }

  /** Throws away what was not finished; harmless afterwards. */
  @Override
  public synchronized void close() throws IOException {
    finished = true;
    slots.close();
    Files.deleteIfExists(slots.path());
  }
}
