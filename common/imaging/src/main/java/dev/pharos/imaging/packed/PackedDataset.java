package dev.pharos.imaging.packed;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * A packed data set, open for reading: images by index, straight from the mapped file.
 *
 * <p>Opening checks the headers and the index; each image carries a checksum that is compared when
 * the image is first read, so damage never turns silently into training data. Safe for any number
 * of threads. The file must not be changed while it is open; the mapping itself ends when the
 * object is collected, as mappings do in Java.
 */
public final class PackedDataset implements AutoCloseable {
  private final Path path;
  private final DatasetInfo info;
  private final MappedRegion records;
  private final int[] checksums;
  private final int[] labels;
  private final byte[] splits;
  private final byte[] hashes;
  private final ByteBuffer nameOffsets;
  private final byte[] names;
  private final float[] meanImage;

  /** 1 where the checksum was compared; racing threads only compare it twice. */
  private final byte[] verified;

  private PackedDataset(Path path, Sections sections) throws IOException {
    this.path = path;
    this.info = sections.info();
    var images = info.images();
    this.records = sections.mapped(Layout.RECORDS, images, info.shape().volume());
    this.checksums = ints(sections, Layout.CHECKSUMS);
    this.labels = ints(sections, Layout.LABELS);
    this.splits = sections.checked(Layout.SPLITS, images);
    this.hashes = sections.checked(Layout.HASHES, (long) images * Layout.HASH_LENGTH);
    this.nameOffsets = numbers(sections.checked(Layout.NAME_OFFSETS, (images + 1L) * Long.BYTES));
    this.names = sections.checked(Layout.NAMES, sections.length(Layout.NAMES));
    this.meanImage = meanImage(sections);
    this.verified = new byte[images];
    checkIndex();
  }

  /**
   * Opens a file.
   *
   * @throws CorruptDatasetException if it is no packed data set, or a damaged or truncated one
   * @throws IOException if it cannot be read
   */
  public static PackedDataset open(Path path) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new PackedDataset(path, Sections.read(path, file));
    } catch (NoSuchFileException e) {
      var missing = new IOException("the packed data set %s does not exist".formatted(path));
      missing.initCause(e);
      throw missing;
    }
  }

  private int[] ints(Sections sections, String name) throws IOException {
    var values = new int[info.images()];
    numbers(sections.checked(name, (long) values.length * Integer.BYTES)).asIntBuffer().get(values);
    return values;
  }

  private float[] meanImage(Sections sections) throws IOException {
    if (!sections.has(Layout.MEAN_IMAGE)) {
      return new float[0];
    }
    var values = new float[info.shape().volume()];
    numbers(sections.checked(Layout.MEAN_IMAGE, (long) values.length * Float.BYTES))
        .asFloatBuffer()
        .get(values);
    return values;
  }

  private static ByteBuffer numbers(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void checkIndex() throws CorruptDatasetException {
    for (var i = 0; i < labels.length; i++) {
      var from = nameOffsets.getLong(i * Long.BYTES);
      var to = nameOffsets.getLong((i + 1) * Long.BYTES);
      if (labels[i] < 0
          || labels[i] >= info.classes().size()
          || !Split.isCode(splits[i])
          || from < 0
          || from > to
          || to > names.length) {
        throw new CorruptDatasetException(
            path, "what it says about image %d makes no sense".formatted(i));
      }
    }
  }

  /** What the data set says about itself. */
  public DatasetInfo info() {
    return info;
  }

  /** Size and channels of every image. */
  public ImageShape shape() {
    return info.shape();
  }

  /** The number of images. */
  public int size() {
    return labels.length;
  }

  /** The class of an image, an index into {@code info().classes()}. */
  public int label(int image) {
    return labels[image];
  }

  /** What an image is for. */
  public Split split(int image) {
    return Split.ofCode(splits[image]);
  }

  /** The file an image came from, for people: its path inside the imported data set. */
  public String sourceName(int image) {
    var from = (int) nameOffsets.getLong(image * Long.BYTES);
    var to = (int) nameOffsets.getLong((image + 1) * Long.BYTES);
    return new String(names, from, to - from, StandardCharsets.UTF_8);
  }

  /** The SHA-256 of the file an image came from, a new array. */
  public byte[] contentHash(int image) {
    var hash = new byte[Layout.HASH_LENGTH];
    System.arraycopy(hashes, image * Layout.HASH_LENGTH, hash, 0, hash.length);
    return hash;
  }

  /**
   * The mean of the training images, HWC, 255 being 1.0: a copy; empty for a file of format version
   * 1.0, which has none.
   */
  public Optional<float[]> meanImage() {
    return meanImage.length == 0 ? Optional.empty() : Optional.of(meanImage.clone());
  }

  /** The images of a split, ascending. */
  public int[] indices(Split split) {
    return IntStream.range(0, splits.length).filter(i -> splits[i] == split.code()).toArray();
  }

  /** How many images of each class a split has. */
  public int[] classCounts(Split split) {
    var counts = new int[info.classes().size()];
    for (var i = 0; i < labels.length; i++) {
      if (splits[i] == split.code()) {
        counts[labels[i]]++;
      }
    }
    return counts;
  }

  /**
   * A read-only view of an image's bytes (HWC) in the mapped file, not compared with a checksum.
   */
  public ByteBuffer view(int image) {
    return records.view(image);
  }

  /**
   * Copies an image's bytes, HWC.
   *
   * @param target at least {@code shape().volume()} bytes
   * @throws CorruptDatasetException if they do not match their checksum
   */
  public void read(int image, byte[] target) throws CorruptDatasetException {
    records.get(image, target, 0);
    if (verified[image] == 0) {
      var crc = new CRC32C();
      crc.update(target, 0, info.shape().volume());
      if ((int) crc.getValue() != checksums[image]) {
        throw new CorruptDatasetException(
            path, "image %d (%s) is damaged (checksum)".formatted(image, sourceName(image)));
      }
      verified[image] = 1;
    }
  }

  /** An image of its own, for showing it to people. */
  public Pixels pixels(int image) throws CorruptDatasetException {
    var data = new byte[info.shape().volume()];
    read(image, data);
    return new Pixels(info.shape(), data);
  }

  /** Reads every image once and compares all checksums. */
  public void verify() throws CorruptDatasetException {
    var record = new byte[info.shape().volume()];
    for (var i = 0; i < size(); i++) {
      read(i, record);
    }
  }

  /** Ends the use of the data set. The mapping goes when the object does. */
  @Override
  public void close() {}
}
