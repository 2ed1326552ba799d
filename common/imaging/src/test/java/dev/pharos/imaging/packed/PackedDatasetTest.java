package dev.pharos.imaging.packed;

import static dev.pharos.imaging.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedDatasetTest {
  @TempDir Path folder;

  /** An image as a test hands it to the writer. */
  private record Example(Pixels image, int label, Split split, String name) {
    byte[] hash() throws Exception {
      return MessageDigest.getInstance("SHA-256").digest(image.data());
    }
  }

  private static List<Example> examples(int count, int channels) {
    var examples = new ArrayList<Example>();
    for (var i = 0; i < count; i++) {
      var split = i % 10 == 8 ? Split.VALIDATION : i % 10 == 9 ? Split.TEST : Split.TRAIN;
      examples.add(
          new Example(noise(6, 4, channels, i), i % 3, split, "class/bild-ä-" + i + ".png"));
    }
    return examples;
  }

  private static ImageList index(List<Example> examples) throws Exception {
    var index = new ImageList();
    for (var example : examples) {
      index.add(example.label(), example.split(), example.name(), example.hash());
    }
    return index;
  }

  private Path write(String name, List<Example> examples) throws Exception {
    return write(name, examples, List.of());
  }

  /** A file of some images, which are announced together with others that never come. */
  private Path write(String name, List<Example> examples, List<Example> missing) throws Exception {
    var announced = new ArrayList<>(missing);
    announced.addAll(examples);
    return write(name, index(announced), examples, missing.size());
  }

  private Path write(String name, ImageIndex index, List<Example> examples, int first)
      throws Exception {
    var file = folder.resolve(name);
    try (var writer = PackedDatasetWriter.create(file, 6, 4, List.of("a", "b", "c"), index)) {
      for (var i = 0; i < examples.size(); i++) {
        writer.add(first + i, examples.get(i).image());
      }
      writer.finish();
    }
    return file;
  }

  @Test
  void whatWasWrittenIsReadBack() throws Exception {
    var examples = examples(50, 3);
    try (var dataset = PackedDataset.open(write("set", examples))) {
      dataset.verify();
      assertThat(dataset.size()).isEqualTo(50);
      assertThat(dataset.shape()).isEqualTo(new ImageShape(6, 4, 3));
      assertThat(dataset.info().classes()).containsExactly("a", "b", "c");
      assertThat(dataset.info().images(Split.TRAIN)).isEqualTo(40);
      assertThat(dataset.indices(Split.TEST)).hasSize(5);
      assertThat(Arrays.stream(dataset.classCounts(Split.TRAIN)).sum()).isEqualTo(40);
      for (var i = 0; i < dataset.size(); i++) {
        var name = dataset.sourceName(i);
        var example =
            examples.stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
        assertThat(dataset.pixels(i)).isEqualTo(example.image());
        assertThat(dataset.view(i)).isEqualTo(ByteBuffer.wrap(example.image().data()));
        assertThat(dataset.label(i)).isEqualTo(example.label());
        assertThat(dataset.split(i)).isEqualTo(example.split());
        assertThat(dataset.contentHash(i)).isEqualTo(example.hash());
      }
    }
  }

  @Test
  void theOrderOfTheIndexLeavesNoTrace() throws Exception {
    var examples = examples(40, 1);
    var first = Files.readAllBytes(write("first", examples));
    Collections.shuffle(examples, new Random(1));
    assertThat(Files.readAllBytes(write("second", examples))).isEqualTo(first);
  }

  @Test
  void theOrderOfArrivalLeavesNoTrace() throws Exception {
    var examples = examples(40, 1);
    var first = Files.readAllBytes(write("first", examples));
    var file = folder.resolve("backwards");
    try (var writer =
        PackedDatasetWriter.create(file, 6, 4, List.of("a", "b", "c"), index(examples))) {
      for (var i = 39; i >= 0; i--) {
        writer.add(i, examples.get(i).image());
      }
      writer.finish();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void imagesThatDoNotComeLeaveNoTrace() throws Exception {
    for (var channels : new int[] {1, 3}) {
      var examples = examples(40, channels);
      if (channels == 3) {
        examples.set(7, new Example(noise(6, 4, 1, 7), 1, Split.TRAIN, "gray among colours"));
      }
      var bytes = Files.readAllBytes(write("all", examples));
      Collections.shuffle(examples, new Random(2));
      var missing = examples(60, channels).subList(41, 60);
      assertThat(Files.readAllBytes(write("some", examples, missing))).isEqualTo(bytes);
      openAndVerify(folder.resolve("some"));
    }
    try (var left = Files.list(folder)) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void equalImagesEachHaveAPlaceAndNoneHasTwo() throws Exception {
    var twice = new ArrayList<>(examples(3, 3));
    twice.add(twice.get(1));
    try (var dataset = PackedDataset.open(write("twice", twice))) {
      dataset.verify();
      assertThat(dataset.size()).isEqualTo(4);
    }
    var index = index(examples(3, 3));
    try (var writer =
        PackedDatasetWriter.create(folder.resolve("x"), 6, 4, List.of("a", "b", "c"), index)) {
      writer.add(1, noise(6, 4, 1, 1));
      assertThatThrownBy(() -> writer.add(1, noise(6, 4, 1, 1)))
          .hasMessage("the image 'class/bild-ä-1.png' came twice");
      assertThatThrownBy(() -> writer.add(3, noise(6, 4, 1, 1)))
          .hasMessage("number is 3, must be 0 to 2");
    }
  }

  @Test
  void imagesAreInOrderOfClassAndContent() throws Exception {
    try (var dataset = PackedDataset.open(write("set", examples(40, 1)))) {
      for (var i = 1; i < dataset.size(); i++) {
        var byClass = Integer.compare(dataset.label(i - 1), dataset.label(i));
        assertThat(byClass).isNotPositive();
        if (byClass == 0) {
          assertThat(Arrays.compareUnsigned(dataset.contentHash(i - 1), dataset.contentHash(i)))
              .isNotPositive();
        }
      }
    }
  }

  @Test
  void grayImagesGetThreeChannelsWhenOthersHaveThem() throws Exception {
    var gray = noise(6, 4, 1, 1);
    var examples =
        List.of(
            new Example(gray, 0, Split.TRAIN, "gray"),
            new Example(noise(6, 4, 3, 2), 1, Split.TRAIN, "colour"));
    try (var dataset = PackedDataset.open(write("set", examples))) {
      assertThat(dataset.pixels(0)).isEqualTo(gray.withChannels(3));
    }
  }

  @Test
  void meanAndDeviationAreThoseOfTheTrainingImages() throws Exception {
    var black = new Pixels(6, 4, 1, new byte[24]);
    var white = black.data().clone();
    Arrays.fill(white, (byte) 255);
    var half = white.clone();
    Arrays.fill(half, 0, 12, (byte) 0);
    var examples =
        List.of(
            new Example(black, 0, Split.TRAIN, "black"),
            new Example(new Pixels(6, 4, 1, half), 0, Split.TRAIN, "half"),
            new Example(new Pixels(6, 4, 1, white), 0, Split.TEST, "white"));
    try (var dataset = PackedDataset.open(write("set", examples))) {
      var info = dataset.info();
      assertThat(info.mean().get(0)).isCloseTo(0.25, within(1e-12));
      assertThat(info.std().get(0)).isCloseTo(Math.sqrt(0.25 * 0.75), within(1e-12));
      assertThat(info.lumaMean()).isEqualTo(info.mean().get(0));
      assertThat(info.lumaStd()).isEqualTo(info.std().get(0));
    }
  }

  @Test
  void theMeanImageAndTheColoursSpreadAreThoseOfTheTrainingImages() throws Exception {
    var examples = examples(30, 3);
    var sums = new double[6 * 4 * 3];
    var values = new ArrayList<double[]>();
    for (var example : examples) {
      if (example.split() == Split.TRAIN) {
        for (var at = 0; at < sums.length; at++) {
          sums[at] += (example.image().data()[at] & 0xff) / 255.0;
          if (at % 3 == 0) {
            values.add(
                new double[] {
                  example.image().at(at / 12, at / 3 % 4, 0) / 255.0,
                  example.image().at(at / 12, at / 3 % 4, 1) / 255.0,
                  example.image().at(at / 12, at / 3 % 4, 2) / 255.0
                });
          }
        }
      }
    }
    var training = values.size() / 24;
    try (var dataset = PackedDataset.open(write("set", examples))) {
      var info = dataset.info();
      var meanImage = dataset.meanImage().orElseThrow();
      for (var at = 0; at < sums.length; at++) {
        assertThat((double) meanImage[at]).isCloseTo(sums[at] / training, within(1e-6));
      }
      for (var i = 0; i < 3; i++) {
        for (var j = 0; j < 3; j++) {
          var expected = 0.0;
          for (var value : values) {
            expected += (value[i] - info.mean().get(i)) * (value[j] - info.mean().get(j));
          }
          assertThat(info.covariance().get(i).get(j))
              .isCloseTo(expected / values.size(), within(1e-9));
        }
        assertThat(info.covariance().get(i).get(i))
            .isCloseTo(Math.pow(info.std().get(i), 2), within(1e-12));
      }
      assertEigen(info);
    }
  }

  /** Covariance times vector is value times vector, and the vectors have length 1. */
  private static void assertEigen(DatasetInfo info) {
    assertThat(info.eigenvalues()).isSortedAccordingTo(Comparator.reverseOrder());
    for (var pair = 0; pair < 3; pair++) {
      var vector = info.eigenvectors().get(pair);
      var squares = 0.0;
      for (var i = 0; i < 3; i++) {
        squares += vector.get(i) * vector.get(i);
        var product = 0.0;
        for (var j = 0; j < 3; j++) {
          product += info.covariance().get(i).get(j) * vector.get(j);
        }
        assertThat(product).isCloseTo(info.eigenvalues().get(pair) * vector.get(i), within(1e-12));
      }
      assertThat(squares).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void coloursWithoutSpreadHaveEigenvectorsToo() throws Exception {
    var gray = new byte[72];
    Arrays.fill(gray, (byte) 90);
    var other = gray.clone();
    Arrays.fill(other, (byte) 30);
    var colour = gray.clone();
    colour[0] = 91;
    var examples =
        List.of(
            new Example(new Pixels(6, 4, 3, gray), 0, Split.TRAIN, "gray"),
            new Example(new Pixels(6, 4, 3, other), 1, Split.TRAIN, "other"),
            new Example(new Pixels(6, 4, 3, colour), 2, Split.TEST, "colour"));
    try (var dataset = PackedDataset.open(write("set", examples))) {
      var info = dataset.info();
      assertEigen(info);
      assertThat(info.eigenvalues().get(1)).isCloseTo(0, within(1e-12));
      assertThat(info.eigenvectors().get(0).get(2)).isCloseTo(Math.sqrt(1 / 3.0), within(1e-9));
    }
  }

  @Test
  void aFileOfTheFirstVersionIsRead() throws Exception {
    var file = write("set", examples(5, 3));
    var bytes = Files.readAllBytes(file);
    var header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    var at = (int) header.getLong(16);
    var description = new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
    var first =
        description
            .replaceAll("meanImage", "otherPart")
            .replaceAll("covariance", "otherName1")
            .replaceAll("eigenvalues", "otherName22")
            .replaceAll("eigenvectors", "otherName333")
            .getBytes(StandardCharsets.UTF_8);
    System.arraycopy(first, 0, bytes, at, first.length);
    var crc = new CRC32C();
    crc.update(first);
    header.putInt(24, (int) crc.getValue());
    Files.write(file, bytes);
    setVersion(file, 1, 0);
    try (var dataset = PackedDataset.open(file)) {
      dataset.verify();
      assertThat(dataset.meanImage()).isEmpty();
      assertThat(dataset.info().covariance()).isEmpty();
      assertThat(dataset.info().eigenvalues()).isEmpty();
      assertThat(dataset.info().eigenvectors()).isEmpty();
    }
  }

  @Test
  void everyTruncationIsFound() throws Exception {
    var whole = Files.readAllBytes(write("set", examples(20, 1)));
    for (var length = 0; length < whole.length; length += 37) {
      var cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PackedDataset.open(cut))
          .isInstanceOf(CorruptDatasetException.class)
          .hasMessageContaining(cut.toString());
    }
    var longer = Files.write(folder.resolve("longer"), Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> PackedDataset.open(longer))
        .hasMessageContaining("it has %d bytes instead of".formatted(whole.length + 1));
  }

  @Test
  void everyDamageIsFoundByOpeningOrVerifying() throws Exception {
    var whole = Files.readAllBytes(write("set", examples(20, 1)));
    for (var at = 0; at < whole.length; at += 7) {
      if (at >= Layout.PREAMBLE && at < Layout.RECORDS_AT) {
        continue; // filling
      }
      var damaged = whole.clone();
      damaged[at] ^= 0x10;
      var file = Files.write(folder.resolve("damaged"), damaged);
      assertThatThrownBy(() -> openAndVerify(file))
          .as("byte %d", at)
          .isInstanceOf(CorruptDatasetException.class);
    }
  }

  private static void openAndVerify(Path file) throws IOException {
    try (var dataset = PackedDataset.open(file)) {
      dataset.verify();
    }
  }

  @Test
  void aDamagedImageIsNamedWhenItIsRead() throws Exception {
    var file = write("set", examples(20, 1));
    var bytes = Files.readAllBytes(file);
    bytes[Layout.RECORDS_AT + 2 * 24] ^= 1;
    Files.write(file, bytes);
    try (var dataset = PackedDataset.open(file)) {
      dataset.pixels(1);
      assertThatThrownBy(() -> dataset.pixels(2))
          .isInstanceOf(CorruptDatasetException.class)
          .hasMessageContaining("image 2 (%s) is damaged".formatted(dataset.sourceName(2)));
    }
  }

  @Test
  void aNewerMajorVersionIsRefusedByNumberAndANewerMinorIsRead() throws Exception {
    var file = write("set", examples(5, 1));
    setVersion(file, 1, 9);
    openAndVerify(file);
    setVersion(file, 3, 0);
    assertThatThrownBy(() -> PackedDataset.open(file))
        .hasMessageContaining("it has format version 3.0, this program reads versions 1 and 2");
  }

  private static void setVersion(Path file, int major, int minor) throws IOException {
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(8, (short) major).putShort(10, (short) minor);
    var crc = new CRC32C();
    crc.update(bytes.duplicate().limit(60));
    bytes.putInt(60, (int) crc.getValue());
    Files.write(file, bytes.array());
  }

  @Test
  void othersFilesAndMissingOnesAreToldApart() throws Exception {
    var other = Files.write(folder.resolve("other"), new byte[100]);
    assertThatThrownBy(() -> PackedDataset.open(other))
        .hasMessageEndingWith("it does not begin like a packed data set");
    assertThatThrownBy(() -> PackedDataset.open(folder.resolve("none")))
        .hasMessageEndingWith("none does not exist");
  }

  @Test
  void anUnfinishedWriterLeavesNothingBehind() throws Exception {
    var file = folder.resolve("unfinished");
    var images = new ImageList();
    images.add(0, Split.TRAIN, "x", new byte[32]);
    try (var writer = PackedDatasetWriter.create(file, 6, 4, List.of("a"), images)) {
      writer.add(0, noise(6, 4, 1, 1));
    }
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void wrongSizesLabelsAndEmptySetsAreRefused() throws Exception {
    var images = new ImageList();
    images.add(0, Split.TRAIN, "x", new byte[32]);
    images.add(1, Split.TRAIN, "y", new byte[32]);
    assertThatThrownBy(() -> images.add(0, Split.TRAIN, "z", new byte[31]))
        .hasMessage("contentHash has 31 bytes, must have 32");
    try (var writer = PackedDatasetWriter.create(folder.resolve("x"), 6, 4, List.of("a"), images)) {
      assertThatThrownBy(() -> writer.add(0, noise(4, 6, 1, 1)))
          .hasMessage("an image of 4x6x1 in a data set of 6 x 4 images");
      assertThatThrownBy(() -> writer.add(1, noise(6, 4, 1, 1)))
          .hasMessage("label is 1, must be 0 to 0");
      assertThatThrownBy(writer::finish).hasMessage("a data set needs at least one image");
    }
  }

  private static final ArtifactRef BASE = new ArtifactRef("sha256:" + "a".repeat(64), 1);

  /** A file that shares the images of another, and has some of its own. */
  private Path share(Path base, List<Example> more) throws Exception {
    var file = folder.resolve("sharing");
    try (var dataset = PackedDataset.open(base);
        var writer = PackedDatasetWriter.create(file, 6, 4, List.of("a", "b", "c"), index(more))) {
      writer.share(dataset, BASE);
      for (var i = 0; i < more.size(); i++) {
        writer.add(i, more.get(i).image());
      }
      writer.finish();
    }
    return file;
  }

  @Test
  void imagesOfAnotherFileAreReadFromThere() throws Exception {
    var all = examples(30, 3);
    var base = write("base", all.subList(0, 20));
    var file = share(base, all.subList(20, 30));
    var whole = write("whole", all);

    try (var shared = PackedDataset.open(file, part -> part.equals(BASE) ? base : null);
        var one = PackedDataset.open(whole)) {
      assertThat(shared.parts()).containsExactly(BASE);
      assertThat(shared.info()).isEqualTo(one.info());
      for (var i = 0; i < 30; i++) {
        assertThat(shared.pixels(i)).isEqualTo(one.pixels(i));
        assertThat(shared.sourceName(i)).isEqualTo(one.sourceName(i));
      }
    }
    assertThatThrownBy(() -> PackedDataset.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shares images with " + BASE.digest());
    try (var index = PackedDataset.openIndex(file)) {
      assertThat(index.classCounts(Split.TRAIN)).isEqualTo(new int[] {8, 8, 8});
    }
  }

  @Test
  void whereImagesAreStoredOtherwiseNothingIsShared() throws Exception {
    var file = share(write("base", examples(20, 1)), examples(3, 3));

    try (var dataset = PackedDataset.open(file)) {
      assertThat(dataset.parts()).isEmpty();
      assertThat(dataset.shape().channels()).isEqualTo(3);
      dataset.verify();
    }
  }

  @Test
  void aPartThatIsNotWhatItWasIsFound() throws Exception {
    var base = write("base", examples(20, 3));
    var file = share(base, examples(3, 3));

    var smaller = write("smaller", examples(10, 3));
    assertThatThrownBy(() -> PackedDataset.open(file, part -> smaller))
        .isInstanceOf(CorruptDatasetException.class)
        .hasMessageContaining("the place of image");
    var grey = write("grey", examples(20, 1));
    assertThatThrownBy(() -> PackedDataset.open(file, part -> grey))
        .isInstanceOf(CorruptDatasetException.class)
        .hasMessageContaining("its images are 6x4x1, not 6x4x3");
    var bytes = Files.readAllBytes(base);
    bytes[Layout.RECORDS_AT] ^= 1;
    Files.write(base, bytes);
    try (var dataset = PackedDataset.open(file, part -> base)) {
      assertThatThrownBy(dataset::verify).hasMessageContaining("is damaged (checksum)");
    }
  }
}
