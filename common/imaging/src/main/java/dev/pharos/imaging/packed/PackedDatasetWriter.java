package dev.pharos.imaging.packed;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Luma;
import dev.pharos.imaging.Pixels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a packed data set.
 *
 * <p>Images arrive in any order, from any number of threads, and wait in a file beside the target;
 * memory holds some hundred bytes per image. {@link #finish} sorts them and writes the target,
 * which appears whole or not at all. The same images give the same bytes whatever the order was.
 */
public final class PackedDatasetWriter implements AutoCloseable {
  private final Path target;
  private final Path waiting;
  private final FileChannel spill;
  private final int height;
  private final int width;
  private final List<String> classes;
  private final List<Entry> entries = new ArrayList<>();
  private long spilled;
  private boolean finished;

  private PackedDatasetWriter(Path target, int height, int width, List<String> classes)
      throws IOException {
    this.target = target;
    this.height = height;
    this.width = width;
    this.classes = List.copyOf(classes);
    this.waiting = target.resolveSibling(target.getFileName() + ".images");
    this.spill =
        FileChannel.open(
            waiting,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
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
   * Adds an image.
   *
   * @param image of the data set's height and width, with 1 or 3 channels; if all have 1, so will
   *     the data set
   * @param label an index into the classes
   * @param sourceName where the image came from, for people
   * @param contentHash 32 bytes that identify the source's content (SHA-256), the order in a class
   */
  public void add(Pixels image, int label, Split split, String sourceName, byte[] contentHash)
      throws IOException {
    check(image, label, contentHash);
    var bytes = ByteBuffer.wrap(image.data());
    long offset;
    synchronized (this) {
      offset = spilled;
      spilled += image.data().length;
      entries.add(
          new Entry(label, split, sourceName, contentHash.clone(), offset, image.channels()));
    }
    while (bytes.hasRemaining()) {
      offset += spill.write(bytes, offset);
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
    var entry = Entry.of(dataset, file, image);
    synchronized (this) {
      entries.add(entry);
    }
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
    if (finished || entries.isEmpty()) {
      throw new IllegalStateException(
          finished ? "this data set is finished already" : "a data set needs at least one image");
    }
    finished = true;
    entries.sort(Entry.ORDER);
    var partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      DatasetInfo info;
      try (var file = new SectionWriter(partial)) {
        info = write(file, each);
      }
      SectionWriter.publish(partial, target);
      return info;
    } finally {
      Files.deleteIfExists(partial);
      close();
    }
  }

  private DatasetInfo write(SectionWriter file, Runnable each) throws IOException {
    var channels = entries.stream().mapToInt(entry -> entry.channels).max().orElseThrow();
    var shape = new ImageShape(height, width, channels);
    var statistics = new Statistics(shape);
    var sharing = Sharing.of(entries, shape);
    var checksums = new int[entries.size()];
    file.begin(Layout.RECORDS);
    for (var i = 0; i < checksums.length; i++) {
      each.run();
      var entry = entries.get(i);
      var record = record(entry, shape);
      checksums[i] = sharing.has(entry) ? SectionWriter.crc(record) : file.writeChecked(record);
      if (entry.split == Split.TRAIN) {
        statistics.add(record);
      }
    }
    IndexSections.write(file, entries, checksums);
    sharing.write(file, entries);
    file.begin(Layout.MEAN_IMAGE);
    for (var value : statistics.meanImage()) {
      file.write(Float.floatToIntBits(value));
    }
    var info = DatasetSummary.of(shape, classes, entries, statistics);
    file.finish(info, sharing.parts());
    return info;
  }

  private byte[] record(Entry entry, ImageShape shape) throws IOException {
    var stored = new byte[height * width * entry.channels];
    if (entry.shared != null) {
      entry.shared.dataset().read(entry.shared.image(), stored);
      return entry.channels == shape.channels() ? stored : Luma.replicate(stored);
    }
    var buffer = ByteBuffer.wrap(stored);
    while (buffer.hasRemaining()) {
      if (spill.read(buffer, entry.offset + buffer.position()) < 0) {
        throw new IOException("the file %s was cut short while in use".formatted(waiting));
      }
    }
    return entry.channels == shape.channels() ? stored : Luma.replicate(stored);
  }

  /** Throws away what was not finished; harmless afterwards. */
  @Override
  public synchronized void close() throws IOException {
    finished = true;
    spill.close();
    Files.deleteIfExists(waiting);
  }
}
