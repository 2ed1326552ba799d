package dev.pharos.imaging.packed;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * A packed data set, open for reading: images by index, straight from the mapped file.
 *
 * <p>Opening checks the headers and the index; each image carries a checksum that is compared when
 * the image is first read, so damage never turns silently into training data. Everything stays in
 * the mapped file but one byte per image, which says that its checksum was compared. Safe for any
 * number of threads. The file must not be changed while it is open; the mapping itself ends when
 * the object is collected, as mappings do in Java.
 */
public final class PackedDataset implements ImageIndex, AutoCloseable {
  private final Path path;
  private final DatasetInfo info;
  private final Records records;
  private final List<ArtifactRef> parts;
  private final IntBuffer checksums;
  private final IntBuffer labels;
  private final ByteBuffer splits;
  private final ByteBuffer hashes;
  private final LongBuffer nameOffsets;
  private final ByteBuffer names;
  private final float[] meanImage;

  /** 1 where the checksum was compared; racing threads only compare it twice. */
  private final byte[] verified;

  /**
   * @param files where the parts are; null to do without images
   */
  private PackedDataset(Path path, Sections sections, PartFiles files) throws IOException {
    this.path = path;
    this.info = sections.info();
    this.parts = sections.parts();
    var images = info.images();
    if (files == null) {
      this.records = null;
    } else {
      this.records =
          sections.has(Layout.PLACES)
              ? Records.shared(sections, path, files)
              : Records.own(sections);
    }
    var numbers = (long) images * Integer.BYTES;
    this.checksums = sections.checked(Layout.CHECKSUMS, numbers).asIntBuffer();
    this.labels = sections.checked(Layout.LABELS, numbers).asIntBuffer();
    this.splits = sections.checked(Layout.SPLITS, images);
    this.hashes =
        sections
            .checked(Layout.HASHES, (long) images * Layout.HASH_LENGTH)
            .order(ByteOrder.BIG_ENDIAN);
    this.nameOffsets =
        sections.checked(Layout.NAME_OFFSETS, (images + 1L) * Long.BYTES).asLongBuffer();
    this.names = sections.checked(Layout.NAMES, sections.length(Layout.NAMES));
    this.meanImage = meanImage(sections);
    this.verified = new byte[images];
    checkIndex();
  }

  /**
   * Opens a file that has all of its images itself.
   *
   * @throws CorruptDatasetException if it is no packed data set, or a damaged or truncated one
   * @throws IOException if it cannot be read, or needs other files
   */
  public static PackedDataset open(Path path) throws IOException {
    return open(
        path,
        part -> {
          throw new IOException(
              "the packed data set %s shares images with %s, which is not at hand"
                  .formatted(path, part.digest()));
        });
  }

  /**
   * Opens a file, and those that it shares images with.
   *
   * @param parts finds these
   * @throws CorruptDatasetException if one is no packed data set, or a damaged or truncated one
   * @throws IOException if one cannot be read
   */
  public static PackedDataset open(Path path, PartFiles parts) throws IOException {
    return read(path, parts);
  }

  /**
   * Opens what a file knows about its images, without them: whatever needs their bytes fails.
   *
   * @throws CorruptDatasetException if it is no packed data set, or a damaged or truncated one
   * @throws IOException if it cannot be read
   */
  public static PackedDataset openIndex(Path path) throws IOException {
    return read(path, null);
  }

  private static PackedDataset read(Path path, PartFiles parts) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new PackedDataset(path, Sections.read(path, file), parts);
    } catch (NoSuchFileException e) {
      var missing = new IOException("the packed data set %s does not exist".formatted(path));
      missing.initCause(e);
      throw missing;
    }
  }

  private float[] meanImage(Sections sections) throws IOException {
    if (!sections.has(Layout.MEAN_IMAGE)) {
      return new float[0];
    }
    var values = new float[info.shape().volume()];
    sections
        .checked(Layout.MEAN_IMAGE, (long) values.length * Float.BYTES)
        .asFloatBuffer()
        .get(values);
    return values;
  }

  private void checkIndex() throws CorruptDatasetException {
    for (var i = 0; i < size(); i++) {
      var from = nameOffsets.get(i);
      var to = nameOffsets.get(i + 1);
      if (label(i) < 0
          || label(i) >= info.classes().size()
          || !Split.isCode(splits.get(i))
          || from < 0
          || from > to
          || to > names.capacity()) {
        throw new CorruptDatasetException(
            path, "what it says about image %d makes no sense".formatted(i));
      }
    }
  }

  /** The files in which images lie besides this one, by content. */
  public List<ArtifactRef> parts() {
    return parts;
  }

  /** Where an image lies. */
  Records.Place place(int image) {
    return records.place(image, parts);
  }

  /** What the data set says about itself. */
  public DatasetInfo info() {
    return info;
  }

  /** Size and channels of every image. */
  public ImageShape shape() {
    return info.shape();
  }

  @Override
  public int size() {
    return labels.capacity();
  }

  @Override
  public int label(int image) {
    return labels.get(image);
  }

  @Override
  public Split split(int image) {
    return Split.ofCode(splits.get(image));
  }

  @Override
  public String sourceName(int image) {
    var from = (int) nameOffsets.get(image);
    var name = new byte[(int) nameOffsets.get(image + 1) - from];
    names.get(from, name);
    return new String(name, StandardCharsets.UTF_8);
  }

  @Override
  public long hashWord(int image, int word) {
    return hashes.getLong(image * Layout.HASH_LENGTH + word * Long.BYTES);
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
    return IntStream.range(0, size()).filter(i -> splits.get(i) == split.code()).toArray();
  }

  /** How many images of each class a split has. */
  public int[] classCounts(Split split) {
    var counts = new int[info.classes().size()];
    for (var i = 0; i < size(); i++) {
      if (splits.get(i) == split.code()) {
        counts[label(i)]++;
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
    verify(image);
    records.get(image, 0, target, info.shape().volume());
  }

  /**
   * Copies a run of an image's bytes, such as a row, to the beginning of an array, without a look
   * at the checksum: {@link #verify(int)} comes first.
   */
  public void copy(int image, int from, byte[] target, int length) {
    records.get(image, from, target, length);
  }

  /**
   * Compares an image with its checksum, in the mapped file, unless that was done before.
   *
   * @throws CorruptDatasetException if they differ
   */
  public void verify(int image) throws CorruptDatasetException {
    if (verified[image] == 0) {
      var crc = new CRC32C();
      crc.update(records.view(image));
      if ((int) crc.getValue() != checksums.get(image)) {
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
    for (var i = 0; i < size(); i++) {
      verify(i);
    }
  }

  /** Ends the use of the data set. The mapping goes when the object does. */
  @Override
  public void close() {}
}
