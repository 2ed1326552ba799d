package dev.pharos.imaging.prepare;

import static dev.pharos.imaging.TestImages.gradient;
import static dev.pharos.imaging.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.packed.DatasetInfo;
import dev.pharos.imaging.packed.ImageList;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.PackedDatasetWriter;
import dev.pharos.imaging.packed.Split;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingTest {
  @TempDir Path folder;

  private static DatasetInfo info(int height, int width, int channels) {
    return new DatasetInfo(
        new ImageShape(height, width, channels),
        1,
        List.of("a"),
        Map.of(),
        Collections.nCopies(channels, 0.4),
        Collections.nCopies(channels, 0.2),
        0.3,
        0.1,
        List.of(),
        List.of(),
        List.of());
  }

  private static float[] tensor(Preprocessing preprocessing, Pixels image) {
    var tensor = new float[preprocessing.input().volume()];
    preprocessing.toTensor(image, tensor, 0);
    return tensor;
  }

  @ParameterizedTest
  @CsvSource({
    "256,256,227,227,CROP",
    "256,256,224,224,CROP",
    "28,28,28,28,CROP",
    "28,28,32,32,PAD",
    "224,224,227,227,PAD",
    "64,64,227,227,RESIZE",
    "256,256,32,32,RESIZE",
    "28,32,30,30,RESIZE",
  })
  void theFitFollowsFromTheSizes(
      int storedHeight, int storedWidth, int inputHeight, int inputWidth, Fit fit) {
    var preprocessing =
        Preprocessing.forDataset(info(storedHeight, storedWidth, 3), inputHeight, inputWidth, 3);
    assertThat(preprocessing.fit()).isEqualTo(fit);
  }

  @Test
  void valuesAreNormalisedPerChannelInChannelRowColumnOrder() {
    var preprocessing =
        new Preprocessing(
            new ImageShape(1, 2, 3),
            new ImageShape(1, 2, 3),
            Fit.CROP,
            List.of(0.0, 0.5, 1.0),
            List.of(1.0, 0.5, 2.0));
    var image = new Pixels(1, 2, 3, new byte[] {0, (byte) 255, 51, (byte) 255, 0, (byte) 255});
    assertThat(tensor(preprocessing, image)).containsExactly(0f, 1f, 1f, -1f, -0.4f, 0f);
  }

  @Test
  void croppingTakesTheMiddleAndPaddingGoesOnWithTheBorder() {
    var image = gradient(8, 8, 1);
    var crop = Preprocessing.forDataset(info(8, 8, 1), 7, 7, 1);
    assertThat(crop.fit()).isEqualTo(Fit.CROP);
    assertThat(tensor(crop, image)[0]).isEqualTo(normalised(image.at(0, 0, 0)));

    var pad = Preprocessing.forDataset(info(28, 28, 1), 32, 32, 1);
    var large = noise(28, 28, 1, 1);
    var tensor = tensor(pad, large);
    assertThat(tensor[2 * 32 + 2]).isEqualTo(normalised(large.at(0, 0, 0)));
    assertThat(tensor[0]).isEqualTo(normalised(large.at(0, 0, 0)));
    assertThat(tensor[31 * 32 + 31]).isEqualTo(normalised(large.at(27, 27, 0)));
    assertThat(tensor[10 * 32 + 31]).isEqualTo(normalised(large.at(8, 27, 0)));
  }

  private static float normalised(int value) {
    return (float) ((value / 255.0 - 0.4) / 0.2);
  }

  @Test
  void channelsAreConvertedInBothDirections() {
    var gray = noise(6, 6, 1, 1);
    var toThree = Preprocessing.forDataset(info(6, 6, 1), 6, 6, 3);
    assertThat(toThree.mean()).containsExactly(0.3, 0.3, 0.3);
    var three = tensor(toThree, gray);
    assertThat(three[0]).isEqualTo(three[36]).isEqualTo(three[72]);

    var toOne = Preprocessing.forDataset(info(6, 6, 3), 6, 6, 1);
    assertThat(toOne.std()).containsExactly(0.1);
    var red = new Pixels(6, 6, 3, new byte[108]);
    red.data()[0] = (byte) 255;
    assertThat(tensor(toOne, red)[0]).isCloseTo((76 / 255f - 0.3f) / 0.1f, within(1e-5f));
    // A network of gray images sees a colour image as its luma.
    var grayNetwork = Preprocessing.forDataset(info(6, 6, 1), 6, 6, 1);
    assertThat(tensor(grayNetwork, red)[0]).isEqualTo(normalised(76));
  }

  @Test
  void travelsAsJson() throws Exception {
    var json = JsonMapper.builder().build();
    var preprocessing = Preprocessing.forDataset(info(256, 256, 3), 227, 227, 3);
    var text = json.writeValueAsString(preprocessing);
    assertThat(json.readValue(text, Preprocessing.class)).isEqualTo(preprocessing);
    assertThat(json.readTree(text).get("fit").asText()).isEqualTo("crop");
  }

  @Test
  void imagesThatAreAllAlikeDoNotDivideByZero() {
    var flat =
        new DatasetInfo(
            new ImageShape(4, 4, 1),
            1,
            List.of("a"),
            Map.of(),
            List.of(0.0),
            List.of(0.0),
            0,
            0,
            List.of(),
            List.of(),
            List.of());
    assertThat(Preprocessing.forDataset(flat, 4, 4, 1).std().get(0)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "28,28,1,32,32,1",
    "28,28,1,28,28,3",
    "64,64,3,60,60,3",
    "64,64,3,32,32,1",
    "40,30,3,55,55,3",
    "64,64,3,64,64,3",
    "20,20,1,61,47,3"
  })
  void servingPreparesExactlyAsTrainingDid(
      int height, int width, int channels, int inputHeight, int inputWidth, int inputChannels)
      throws Exception {
    // Sources of other sizes than the stored one, brought to it as an import does.
    var size = new StoredSize(height, width);
    var sources =
        List.of(
            noise(height, width, channels, 1),
            noise(3 * height, 2 * width, channels, 2),
            gradient(height / 2, width, channels));
    var file = folder.resolve("set");
    var images = new ImageList();
    for (var i = 0; i < sources.size(); i++) {
      var hash = new byte[32];
      hash[0] = (byte) i;
      images.add(0, Split.TRAIN, "x" + i, hash);
    }
    try (var writer = PackedDatasetWriter.create(file, height, width, List.of("a"), images)) {
      for (var i = 0; i < sources.size(); i++) {
        writer.add(i, size.fit(sources.get(i)));
      }
      writer.finish();
    }
    try (var dataset = PackedDataset.open(file)) {
      var preprocessing =
          Preprocessing.forDataset(dataset.info(), inputHeight, inputWidth, inputChannels);
      var volume = preprocessing.input().volume();
      var batch = new float[3 * volume];
      new BatchFiller(dataset, preprocessing).fill(new int[] {0, 1, 2}, batch);
      var served = new float[3 * volume];
      for (var i = 0; i < 3; i++) {
        preprocessing.toTensor(sources.get(i), served, i * volume);
      }
      assertThat(served).isEqualTo(batch);
    }
  }

  @Test
  void aFillerForOtherImagesIsRefused() throws Exception {
    var file = folder.resolve("set");
    var images = new ImageList();
    images.add(0, Split.TRAIN, "x", new byte[32]);
    try (var writer = PackedDatasetWriter.create(file, 4, 4, List.of("a"), images)) {
      writer.add(0, noise(4, 4, 1, 1));
      writer.finish();
    }
    try (var dataset = PackedDataset.open(file)) {
      var other = Preprocessing.forDataset(info(5, 5, 1), 5, 5, 1);
      assertThatThrownBy(() -> new BatchFiller(dataset, other))
          .hasMessage("the preprocessing is for stored images of 5x5x1, the data set has 4x4x1");
    }
  }

  @Test
  void mirroringExchangesLeftAndRight() {
    var image = gradient(5, 6, 3);
    var preprocessing = Preprocessing.forDataset(info(5, 6, 3), 5, 6, 3);
    var plain = tensor(preprocessing, image);
    var mirrored = new float[plain.length];
    var change = new Change().window(0, 0, true);
    preprocessing
        .preparer()
        .prepare(
            (from, target, length) -> System.arraycopy(image.data(), from, target, 0, length),
            change,
            mirrored,
            0);
    for (var i = 0; i < plain.length; i++) {
      assertThat(mirrored[i / 6 * 6 + 5 - i % 6]).isEqualTo(plain[i]);
    }
  }
}
