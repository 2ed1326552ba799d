package dev.pharos.imaging.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pharos.imaging.ImageShape;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each change makes of values, worked by hand. */
class ChangeTest {
  private static final byte FULL = (byte) 255;

  /** Values from 0 to 1 as they are. */
  private static Preprocessing plain(ImageShape stored, int height, int width, int channels) {
    return new Preprocessing(
        stored,
        new ImageShape(height, width, channels),
        Fit.CROP,
        Collections.nCopies(channels, 0.0),
        Collections.nCopies(channels, 1.0));
  }

  private static float[] apply(Preprocessing preprocessing, Change change, int... image) {
    var bytes = new byte[image.length];
    for (var i = 0; i < image.length; i++) {
      bytes[i] = (byte) image[i];
    }
    var target = new float[preprocessing.input().volume()];
    preprocessing
        .preparer()
        .prepare(
            (from, row, length) -> System.arraycopy(bytes, from, row, 0, length),
            change,
            target,
            0);
    return target;
  }

  private static void assertClose(float[] values, double... expected) {
    assertThat(values).hasSize(expected.length);
    for (var i = 0; i < expected.length; i++) {
      assertThat((double) values[i]).as("value %d", i).isCloseTo(expected[i], within(1e-6));
    }
  }

  private static Change whole() {
    return new Change().window(0, 0, false);
  }

  /** A red pixel beside a blue one: lumas 76 and 29 of 255 (0.299 and 0.114, rounded). */
  private static float[] ofRedAndBlue(Change change) {
    return apply(plain(new ImageShape(1, 2, 3), 1, 2, 3), change, 255, 0, 0, 0, 0, 255);
  }

  @Test
  void brightnessMovesFromBlack() {
    var change = whole();
    change.brightness = 1.5;
    // Not cut at white.
    assertClose(ofRedAndBlue(change), 1.5, 0, 0, 0, 0, 1.5);
  }

  @Test
  void contrastMovesFromTheMeanLuma() {
    var change = whole();
    change.contrast = 0.5;
    var gray = 0.5 * (76 + 29) / 2 / 255;
    assertClose(ofRedAndBlue(change), 0.5 + gray, gray, gray, gray, gray, 0.5 + gray);
  }

  @Test
  void saturationMovesFromThePixelsLuma() {
    var change = whole();
    change.saturation = 0.5;
    var red = 0.5 * 19595 / 65536;
    var blue = 0.5 * 7471 / 65536;
    assertClose(ofRedAndBlue(change), 0.5 + red, blue, red, blue, red, 0.5 + blue);
  }

  @Test
  void theFactorsWorkOneAfterTheOther() {
    var change = whole();
    change.brightness = 0.8;
    change.contrast = 0.5;
    change.saturation = 0.5;
    change.shift[1] = 0.1;
    // Brightness 0.8; contrast around 0.8 x 0.205882 = 0.164706; then half way to the luma.
    var red = new double[] {0.4 + 0.0823529, 0.0823529, 0.0823529};
    var luma = 0.4 * 19595 / 65536 + 0.0823529;
    var values = ofRedAndBlue(change);
    assertThat((double) values[0]).isCloseTo((red[0] + luma) / 2, within(1e-6));
    assertThat((double) values[2]).isCloseTo((red[1] + luma) / 2 + 0.1, within(1e-6));
    assertThat((double) values[4]).isCloseTo((red[2] + luma) / 2, within(1e-6));
  }

  @Test
  void aShiftIsAddedBeforeTheNormalisation() {
    var preprocessing =
        new Preprocessing(
            new ImageShape(1, 1, 3),
            new ImageShape(1, 1, 3),
            Fit.CROP,
            List.of(0.5, 0.4, 0.3),
            List.of(0.2, 0.25, 0.5));
    var change = whole();
    change.shift[0] = 0.02;
    change.shift[1] = -0.03;
    change.shift[2] = 0.05;
    // (0.4 + 0.02 - 0.5) / 0.2, (0.2 - 0.03 - 0.4) / 0.25, (1 + 0.05 - 0.3) / 0.5
    assertClose(apply(preprocessing, change, 102, 51, 255), -0.4, -0.92, 1.5);
  }

  @Test
  void aNetworkOfOneChannelSeesTheLumaOfTheChange() {
    var change = whole();
    change.brightness = 0.5;
    change.saturation = 0.1;
    change.shift[0] = 0.1;
    var values = apply(plain(new ImageShape(1, 1, 3), 1, 1, 1), change, 255, 0, 0);
    assertClose(values, 0.5 * 76 / 255 + 0.1 * 19595 / 65536);
  }

  @Test
  void grayImagesHaveNoSaturation() {
    var change = whole();
    change.saturation = 0.3;
    change.contrast = 0.5;
    change.shift[0] = 0.25;
    var values = apply(plain(new ImageShape(1, 2, 1), 1, 2, 3), change, 0, 255);
    assertClose(values, 0.5, 1, 0.5, 1, 0.5, 1);
  }

  @Test
  void contrastLooksAtTheWindowAlone() {
    var change = new Change().window(0, 1, false);
    change.contrast = 0;
    var values = apply(plain(new ImageShape(1, 3, 1), 1, 2, 1), change, 255, 51, 153);
    assertClose(values, 0.4, 0.4);
  }

  @Test
  void theBorderGoesOnOrIsEmpty() {
    var stored = new ImageShape(2, 2, 1);
    var change = new Change().window(-1, -1, false);
    assertClose(apply(plain(stored, 2, 2, 1), change, 51, 102, 153, 204), 0.2, 0.2, 0.2, 0.2);
    change.emptyBorder = true;
    assertClose(apply(plain(stored, 2, 2, 1), change, 51, 102, 153, 204), 0, 0, 0, 0.2);
    change.mirrored = true;
    assertClose(apply(plain(stored, 2, 2, 1), change, 51, 102, 153, 204), 0, 0, 0.2, 0);
    var other = new Change().window(1, 1, true);
    other.emptyBorder = true;
    assertClose(apply(plain(stored, 2, 2, 1), other, 51, 102, 153, 204), 0, 0.8, 0, 0);
  }

  @Test
  void aWindowFarOutsideIsEmptyOrTheCorner() {
    var change = new Change().window(-9, 9, false);
    assertClose(apply(plain(new ImageShape(2, 2, 1), 1, 2, 1), change, 51, 102, 0, 0), 0.4, 0.4);
    change.emptyBorder = true;
    assertClose(apply(plain(new ImageShape(2, 2, 1), 1, 2, 1), change, 51, 102, 0, 0), 0, 0);
  }

  @Test
  void aPartIsScaledToTheInput() {
    var stored = new ImageShape(3, 4, 1);
    var image = new int[] {0, 0, 0, 0, 50, 100, 150, 200, 50, 100, 150, 200};
    var change = whole();
    change.scaled = true;
    change.partTop = 1;
    change.partLeft = 1;
    change.partHeight = 2;
    change.partWidth = 2;
    // As large as the input: nothing is scaled.
    assertClose(
        apply(plain(stored, 2, 2, 1), change, image),
        100 / 255.,
        150 / 255.,
        100 / 255.,
        150 / 255.);
    change.partLeft = 0;
    change.partWidth = 4;
    // Four columns to two, triangles of reach 2 cut at the part: weights 3/7, 3/7, 1/7; rounded.
    var left = Math.round((3 * 50 + 3 * 100 + 150) / 7.0) / 255.0;
    var right = Math.round((100 + 3 * 150 + 3 * 200) / 7.0) / 255.0;
    assertClose(apply(plain(stored, 2, 2, 1), change, image), left, right, left, right);
    change.mirrored = true;
    assertClose(apply(plain(stored, 2, 2, 1), change, image), right, left, right, left);
    change.partWidth = 1;
    change.partHeight = 1;
    assertClose(
        apply(plain(stored, 2, 2, 1), change, image), 50 / 255., 50 / 255., 50 / 255., 50 / 255.);
  }

  @Test
  void theSquareThatIsCutOutIsEmpty() {
    var change = whole();
    change.cutTop = 1;
    change.cutBottom = 2;
    change.cutLeft = 0;
    change.cutRight = 2;
    var one = new int[] {51, 51, 51, 51, 51, 51, 51, 51, 51};
    assertClose(
        apply(plain(new ImageShape(3, 3, 1), 3, 3, 1), change, one),
        0.2,
        0.2,
        0.2,
        0,
        0,
        0.2,
        0.2,
        0.2,
        0.2);
  }

  @Test
  void theMeanImageIsSubtractedWhereTheWindowLies() {
    var stored = new ImageShape(1, 3, 1);
    var preprocessing =
        new Preprocessing(
            stored,
            new ImageShape(1, 2, 1),
            Fit.CROP,
            List.of(0.3),
            List.of(0.5),
            MeanImage.of(stored, new float[] {0.2f, 0.4f, 0.6f}));
    var image = new int[] {102, 153, 51};
    // (0.4 - 0.2) / 0.5, (0.6 - 0.4) / 0.5, (0.2 - 0.6) / 0.5; within a step of 16 bits.
    assertThat(apply(preprocessing, new Change().window(0, 0, false), image))
        .containsExactly(new float[] {0.4f, 0.4f}, within(5e-5f));
    assertThat(apply(preprocessing, new Change().window(0, 1, false), image))
        .containsExactly(new float[] {0.4f, -0.8f}, within(5e-5f));
    assertThat(apply(preprocessing, new Change().window(0, 1, true), image))
        .containsExactly(new float[] {-0.8f, 0.4f}, within(5e-5f));
    var values = new float[] {0.4f, 0.6f, 0.4f, 0.6f};
    preprocessing.normalise(values);
    assertThat(values).containsExactly(new float[] {0.4f, 0.4f, 0.4f, 0.4f}, within(5e-5f));
  }

  @Test
  void theMeanImageIsBilinearWhereTheImageIsResized() {
    var stored = new ImageShape(2, 2, 3);
    var mean = new float[12];
    for (var i = 0; i < 12; i++) {
      mean[i] = i < 6 ? 0.2f : 0.6f;
    }
    var preprocessing =
        new Preprocessing(
            stored,
            new ImageShape(4, 1, 1),
            Fit.RESIZE,
            List.of(0.0),
            List.of(1.0),
            MeanImage.of(stored, mean));
    var values = new float[4];
    preprocessing.preparer().prepareStored(new byte[12], values, 0);
    // Rows at -0.25 (held at 0), 0.25, 0.75 and 1.25 (held at 1).
    assertThat(values).containsExactly(new float[] {-0.2f, -0.3f, -0.5f, -0.6f}, within(3e-5f));
  }

  @Test
  void tenCropsAreCornersAndMiddleAndTheirMirrorImages() {
    var stored = new ImageShape(3, 3, 1);
    var preparer = plain(stored, 1, 2, 1).preparer();
    var image =
        new dev.pharos.imaging.Pixels(stored, new byte[] {0, 51, FULL, 0, 102, 0, FULL, 51, 0});
    var ten = new float[20];
    preparer.prepare(image, Crops.TEN, ten, 0);
    assertClose(
        ten, 0, 0.2, 0.2, 1, 1, 0.2, 0.2, 0, 0, 0.4, 0.2, 0, 1, 0.2, 0.2, 1, 0, 0.2, 0.4, 0);
    var centre = new float[2];
    preparer.prepare(image, Crops.CENTRE, centre, 0);
    assertClose(centre, 0, 0.4);
  }
}
