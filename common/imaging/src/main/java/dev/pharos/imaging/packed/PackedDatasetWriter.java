package dev.pharos.imaging.packed;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a packed data set.
 *
 * <p>Images arrive in any order, from any number of threads; memory holds some hundred bytes per
 * image. Those that {@link #expect} has announced go to their place in the file at once, so that
 * {@link #finish} has little left to do. The target appears whole or not at all, and the same
 * images give the same bytes whatever the order was.
 */
public final class PackedDatasetWriter implements AutoCloseable {
  private final Path target;
  private final int height;
  private final int width;
  private final List<String> classes;
  private final Slots slots;
  private final Order order = new Order();
  private final SumsPool sums;
  private boolean finished;

  private PackedDatasetWriter(Path target, int height, int width, List<String> classes)
      throws IOException {
    this.target = target;
    this.height = height;
    this.width = width;
    this.classes = List.copyOf(classes);
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
   */
  public static PackedDatasetWriter create(Path target, int height, int width, List<String> classes)
      throws IOException {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("a data set needs at least one class");
    }
    return new PackedDatasetWriter(target, height, width, classes);
  }

  /**
   * An image that may come.
   *
   * @param label its class
   * @param sourceName its name
   * @param contentHash its hash
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  public record Expected(int label, String sourceName, byte[] contentHash) {}

  /** Announces all images that may come, before the first. */
  public void expect(List<Expected> images) {
    order.expect(images);
  }

  /**
   * Adds an image.
   *
   * @param image of the data set's height and width, with 1 or 3 channels; if all have 1, so will
   *     the data set
   * @param label an index into the classes
   * @param sourceName where the image came from, for people
   * @param contentHash 32 bytes that identify the source's content (SHA-256), the order in a class;
   *     kept, not copied
   */
  public void add(Pixels image, int label, Split split, String sourceName, byte[] contentHash)
      throws IOException {
    check(image, label, contentHash);
    var entry = new Entry(label, split, sourceName, contentHash);
    entry.gray = image.channels() == 1;
    var bytes = image.withChannels(3).data();
    entry.checksum = SectionWriter.crc(bytes);
    slots.write(order.place(entry), bytes);
    if (split == Split.TRAIN) {
      sums.add(image);
    }
  }

  /**
   * Adds an image of another data set with its label, split and name. Its bytes stay where they
   * are, if all images of this data set have as many channels and the files do not become too many.
   *
   * @param dataset of the same height and width, open until this one is written
   * @param file the content of its file
   */
  public void add(PackedDataset dataset, ArtifactRef file, int image) {
    var shape = dataset.shape();
    if (shape.height() != height || shape.width() != width) {
      throw new IllegalArgumentException(
          "an image of %s in a data set of %d x %d images".formatted(shape, height, width));
    }
    order.add(Entry.of(dataset, file, image));
  }

  private void check(Pixels image, int label, byte[] contentHash) {
    if (image.height() != height || image.width() != width) {
      throw new IllegalArgumentException(
          "an image of %s in a data set of %d x %d images".formatted(image.shape(), height, width));
    }
    if (label < 0 || label >= classes.size()) {
      throw new IllegalArgumentException(
          "label is %d, must be 0 to %d".formatted(label, classes.size() - 1));
    }
    if (contentHash.length != Layout.HASH_LENGTH) {
      throw new IllegalArgumentException(
          "contentHash has %d bytes, must have %d"
              .formatted(contentHash.length, Layout.HASH_LENGTH));
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
    var entries = order.entries();
    if (finished || entries.isEmpty()) {
      throw new IllegalStateException(
          finished ? "this data set is finished already" : "a data set needs at least one image");
    }
    finished = true;
    var partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      var channels = entries.stream().mapToInt(Entry::channels).max().orElseThrow();
      var shape = new ImageShape(height, width, channels);
      var sharing = Sharing.of(entries, shape);
      var file = new SlotMover(slots, shape, sharing, sums).move(entries, partial, each);
      var info = write(file, shape, entries, sharing);
      SectionWriter.publish(file, target);
      return info;
    } finally {
      Files.deleteIfExists(partial);
      close();
    }
  }

  private DatasetInfo write(Path path, ImageShape shape, List<Entry> entries, Sharing sharing)
      throws IOException {
    var statistics = new Statistics(shape, sums.all());
    var own = entries.stream().filter(entry -> !sharing.has(entry)).count();
    try (var file = new SectionWriter(path, own * shape.volume())) {
      IndexSections.write(file, entries);
      sharing.write(file, entries);
      file.begin(Layout.MEAN_IMAGE);
      for (var value : statistics.meanImage()) {
        file.write(Float.floatToIntBits(value));
      }
      var info = DatasetSummary.of(shape, classes, entries, statistics);
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
