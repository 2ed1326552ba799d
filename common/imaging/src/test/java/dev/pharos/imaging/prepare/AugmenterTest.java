package dev.pharos.imaging.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.Augmentation;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.packed.DatasetInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** What is drawn for images, and how often. */
class AugmenterTest {
  private static final List<Double> EIGENVALUES = List.of(0.2, 0.02, 0.004);

  /** Of length 1 and at right angles: (2, 2, 1), (-2, 1, 2) and (1, -2, 2), each divided by 3. */
  private static final List<List<Double>> EIGENVECTORS =
      List.of(
          List.of(2 / 3.0, 2 / 3.0, 1 / 3.0),
          List.of(-2 / 3.0, 1 / 3.0, 2 / 3.0),
          List.of(1 / 3.0, -2 / 3.0, 2 / 3.0));

  private static DatasetInfo info(int side, List<Double> values, List<List<Double>> vectors) {
    return new DatasetInfo(
        new ImageShape(side, side, 3),
        1,
        List.of("a"),
        Map.of(),
        List.of(0.4, 0.4, 0.4),
        List.of(0.2, 0.2, 0.2),
        0.4,
        0.2,
        List.of(),
        values,
        vectors);
  }

  private static Augmenter augmenter(String augmentation, int stored, int input) {
    var info = info(stored, EIGENVALUES, EIGENVECTORS);
    return augmenter(augmentation, info, input, 7);
  }

  private static Augmenter augmenter(String augmentation, DatasetInfo info, int input, long seed) {
    try {
      var data = Json.mapper().readValue(augmentation.replace('\'', '"'), Augmentation.class);
      var preprocessing = Preprocessing.forDataset(info, input, input, 3);
      return new Augmenter(data, preprocessing.preparer(), info, seed);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<Integer> drawn(Augmenter augmenter, ToIntFunction<Change> value) {
    var values = new HashSet<Integer>();
    for (var image = 0; image < 3000; image++) {
      values.add(value.applyAsInt(augmenter.draw(3, image)));
    }
    return values;
  }

  @Test
  void aCropLiesAnywhereWithin() {
    var crop = augmenter("{'randomCrop': true}", 36, 32);
    assertThat(drawn(crop, change -> change.top)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(drawn(crop, change -> change.left)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(drawn(crop, change -> change.mirrored ? 1 : 0)).containsExactly(0);
  }

  @Test
  void whereThereIsNoRoomItLeavesTheImageByASixteenth() {
    var crop = augmenter("'crop-mirror'", 32, 32);
    assertThat(drawn(crop, change -> change.top)).containsExactlyInAnyOrder(-2, -1, 0, 1, 2);
    // An image that is resized to the input has no room either, however large it is.
    assertThat(drawn(augmenter("'crop-mirror'", 100, 32), change -> change.left))
        .containsExactlyInAnyOrder(-2, -1, 0, 1, 2);
    assertThat(drawn(crop, change -> change.emptyBorder ? 1 : 0)).containsExactly(0);
  }

  @Test
  void paddingWidensTheRange() {
    var crop = augmenter("{'padAndCrop': {'pixels': 3}}", 33, 32);
    assertThat(drawn(crop, change -> change.top))
        .containsExactlyInAnyOrder(-3, -2, -1, 0, 1, 2, 3, 4);
    assertThat(crop.draw(0, 0).emptyBorder).isTrue();
  }

  @Test
  void withoutACropTheMiddleStays() {
    assertThat(drawn(augmenter("{'mirror': true}", 37, 32), change -> change.top))
        .containsExactly(2);
  }

  @Test
  void halfOfTheImagesAreMirrored() {
    var augmenter = augmenter("{'mirror': true}", 32, 32);
    var mirrored = 0;
    for (var image = 0; image < 4000; image++) {
      mirrored += augmenter.draw(1, image).mirrored ? 1 : 0;
    }
    assertThat(mirrored).isBetween(1850, 2150);
  }

  @Test
  void colourNoiseFollowsThePrincipalComponents() {
    var augmenter = augmenter("{'pcaColour': {'sigma': 0.5}}", 32, 32);
    var images = 20_000;
    var squares = new double[3][3];
    for (var image = 0; image < images; image++) {
      var shift = augmenter.draw(2, image).shift;
      for (var i = 0; i < 3; i++) {
        for (var j = 0; j < 3; j++) {
          squares[i][j] += along(shift, i) * along(shift, j) / images;
        }
      }
    }
    for (var i = 0; i < 3; i++) {
      var deviation = 0.5 * EIGENVALUES.get(i);
      assertThat(Math.sqrt(squares[i][i])).isCloseTo(deviation, within(0.02 * deviation));
      for (var j = 0; j < i; j++) {
        assertThat(squares[i][j] / Math.sqrt(squares[i][i] * squares[j][j]))
            .isCloseTo(0, within(0.03));
      }
    }
  }

  private static double along(double[] shift, int component) {
    var vector = EIGENVECTORS.get(component);
    return shift[0] * vector.get(0) + shift[1] * vector.get(1) + shift[2] * vector.get(2);
  }

  @Test
  void colourNoiseNeedsThePrincipalComponents() {
    var old = info(32, List.of(), List.of());
    assertThatThrownBy(() -> augmenter("{'pcaColour': {}}", old, 32, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("principal components")
        .hasMessageContaining("import the data set again");
  }

  @Test
  void factorsLieAroundOne() {
    var augmenter =
        augmenter("{'colourJitter': {'brightness': 0.4, 'contrast': 0.2, 'saturation': 1}}", 9, 9);
    var least = new double[] {9, 9, 9};
    var most = new double[3];
    for (var image = 0; image < 3000; image++) {
      var change = augmenter.draw(0, image);
      var factors = new double[] {change.brightness, change.contrast, change.saturation};
      for (var i = 0; i < 3; i++) {
        least[i] = Math.min(least[i], factors[i]);
        most[i] = Math.max(most[i], factors[i]);
      }
    }
    assertThat(least).containsExactly(new double[] {0.6, 0.8, 0}, within(0.01));
    assertThat(most).containsExactly(new double[] {1.4, 1.2, 2}, within(0.01));
  }

  @Test
  void partsHaveTheSizesAndShapesThatAreAskedFor() {
    var augmenter =
        augmenter("{'randomResizedCrop': {'scale': [0.25, 0.5], 'ratio': [0.5, 2]}}", 100, 32);
    for (var image = 0; image < 3000; image++) {
      var change = augmenter.draw(0, image);
      assertThat(change.scaled).isTrue();
      var height = (double) change.partHeight;
      var width = (double) change.partWidth;
      assertThat(height * width / 10_000).isBetween(0.24, 0.51);
      assertThat(width / height).isBetween(0.48, 2.08);
      assertThat(change.partTop).isBetween(0, 100 - change.partHeight);
      assertThat(change.partLeft).isBetween(0, 100 - change.partWidth);
    }
  }

  @Test
  void whereNoPartFitsTheMiddleIsTaken() {
    // Ten times as wide as high and the whole area: impossible in a square.
    var change =
        augmenter("{'randomResizedCrop': {'scale': [1, 1], 'ratio': [10, 10]}}", 100, 32)
            .draw(0, 0);
    assertThat(change.partHeight).isEqualTo(10);
    assertThat(change.partWidth).isEqualTo(100);
    assertThat(change.partTop).isEqualTo(45);
  }

  @Test
  void theCutOutReachesEveryPixelAndLeavesTheRest() {
    var augmenter = augmenter("{'cutOut': {'size': 4}}", 9, 9);
    var hit = new int[81];
    for (var image = 0; image < 3000; image++) {
      var change = augmenter.draw(0, image);
      assertThat(change.cutBottom - change.cutTop).isBetween(2, 4);
      for (var y = change.cutTop; y < change.cutBottom; y++) {
        for (var x = change.cutLeft; x < change.cutRight; x++) {
          hit[y * 9 + x]++;
        }
      }
    }
    assertThat(java.util.Arrays.stream(hit).min().orElseThrow()).isPositive();
  }

  @Test
  void onlySeedEpochAndImageCount() {
    var all = "{'randomCrop': true, 'mirror': true, 'pcaColour': {}}";
    var info = info(64, EIGENVALUES, EIGENVECTORS);
    var augmenter = augmenter(all, info, 56, 1);
    var first = shown(augmenter.draw(4, 11));
    augmenter.draw(5, 12);
    assertThat(shown(augmenter.draw(4, 11))).isEqualTo(first);
    assertThat(shown(augmenter(all, info, 56, 1).draw(4, 11))).isEqualTo(first);
    assertThat(shown(augmenter.draw(5, 11))).isNotEqualTo(first);
    assertThat(shown(augmenter.draw(4, 12))).isNotEqualTo(first);
    assertThat(shown(augmenter(all, info, 56, 2).draw(4, 11))).isNotEqualTo(first);
  }

  private static List<Object> shown(Change change) {
    return List.of(change.top, change.left, change.mirrored, change.shift[0], change.shift[2]);
  }
}
