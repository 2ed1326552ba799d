package dev.pharos.imaging;

import static dev.pharos.imaging.TestImages.distance;
import static dev.pharos.imaging.TestImages.gradient;
import static dev.pharos.imaging.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResamplerTest {
  @Test
  void theSameSizeChangesNothing() {
    var image = noise(17, 23, 3, 1);
    assertThat(Resampler.stretch(image.shape(), 17, 23).resample(image)).isEqualTo(image);
    assertThat(Resampler.cover(image.shape(), 17, 23).resample(image)).isEqualTo(image);
  }

  @Test
  void aUniformImageStaysUniform() {
    var data = new byte[31 * 47];
    Arrays.fill(data, (byte) 201);
    var image = new Pixels(31, 47, 1, data);
    for (var side : new int[] {1, 7, 40, 200}) {
      assertThat(Resampler.stretch(image.shape(), side, side).resample(image).data())
          .containsOnly((byte) 201);
      assertThat(Resampler.cover(image.shape(), side, 2 * side).resample(image).data())
          .containsOnly((byte) 201);
    }
  }

  @Test
  void halvingWeighsFourNeighbours() {
    // A triangle of half-width 2 around the middle of two pixels: 1/8, 3/8, 3/8, 1/8.
    var image = new Pixels(1, 8, 1, new byte[] {0, 0, 0, 80, 0, 0, 0, 0});
    assertThat(Resampler.stretch(image.shape(), 1, 4).resample(image).data())
        .containsExactly(0, 30, 10, 0);
  }

  @Test
  void doublingInterpolates() {
    var image = new Pixels(1, 2, 1, new byte[] {0, 100});
    assertThat(Resampler.stretch(image.shape(), 1, 4).resample(image).data())
        .containsExactly(0, 25, 75, 100);
  }

  @Test
  void coverKeepsTheCentreAndTheAspectRatio() {
    // 40 x 120 covers 20 x 20 at half size: columns 40 to 80 remain.
    var image = gradient(40, 120, 3);
    var middle = new byte[40 * 40 * 3];
    for (var row = 0; row < 40; row++) {
      System.arraycopy(image.data(), (row * 120 + 40) * 3, middle, row * 40 * 3, 40 * 3);
    }
    var expected =
        Resampler.stretch(new ImageShape(40, 40, 3), 20, 20)
            .resample(new Pixels(40, 40, 3, middle));
    var covered = Resampler.cover(image.shape(), 20, 20).resample(image);
    // The columns beyond the crop take part at its rim: a few levels there.
    assertThat(distance(covered, expected)).isLessThan(6);
  }

  @Test
  void coverEnlargesWhatIsSmaller() {
    var covered = Resampler.cover(new ImageShape(5, 9, 1), 64, 64).resample(gradient(5, 9, 1));
    assertThat(covered.shape()).hasToString("64x64x1");
  }

  @Test
  void extremeShapesWork() {
    assertThat(Resampler.cover(new ImageShape(1, 5000, 1), 256, 256).resample(gradient(1, 5000, 1)))
        .extracting(Pixels::height)
        .isEqualTo(256);
    assertThat(Resampler.stretch(new ImageShape(3000, 1, 3), 2, 2).resample(gradient(3000, 1, 3)))
        .extracting(Pixels::width)
        .isEqualTo(2);
  }
}
