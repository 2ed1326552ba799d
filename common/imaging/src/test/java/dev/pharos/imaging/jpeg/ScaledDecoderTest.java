package dev.pharos.imaging.jpeg;

import static dev.pharos.imaging.TestImages.distance;
import static dev.pharos.imaging.TestImages.gradient;
import static dev.pharos.imaging.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.Resampler;
import dev.pharos.imaging.SplitMix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaledDecoderTest {
  private static final int[][] SOURCES = {
    {75, 100}, {100, 75}, {61, 83}, {17, 9}, {9, 300}, {1, 33}, {40, 8}, {96, 128}
  };

  private static final int[][] TARGETS = {{40, 40}, {7, 13}, {96, 64}, {1, 1}, {256, 256}};

  private final ScaledDecoder decoder = new ScaledDecoder();

  private Pixels cover(byte[] file, int height, int width) throws UnusualJpegException {
    var header = JpegHeader.read(file);
    var shape = new ImageShape(header.height(), header.width(), header.channels());
    return decode(file, Resampler.cover(shape, height, width));
  }

  private Pixels decode(byte[] file, Resampler resampler) throws UnusualJpegException {
    var pixels = new Pixels(resampler.target(), new byte[resampler.target().volume()]);
    decoder.decode(
        file, JpegHeader.read(file), resampler.rows(), resampler.columns(), pixels.data());
    return pixels;
  }

  /** Decoding the whole image as libjpeg does, scaling it afterwards. */
  private static Pixels reference(byte[] file, int height, int width) throws Exception {
    var whole = JpegFiles.read(file);
    return Resampler.cover(whole.shape(), height, width).resample(whole);
  }

  /** Colours and brightness that change everywhere, without black or white. */
  private static Pixels soft(int height, int width, int channels) {
    var data = new byte[height * width * channels];
    for (var i = 0; i < data.length; i++) {
      var y = i / channels / width;
      var x = i / channels % width;
      var c = i % channels;
      var wave = Math.sin(x * (0.21 + 0.13 * c)) + Math.cos(y * (0.17 + 0.05 * c) + x * 0.03);
      data[i] = (byte) Math.round(128 + 40 * wave);
    }
    return new Pixels(height, width, channels, data);
  }

  private static double decibels(Pixels one, Pixels other) {
    var sum = 0.0;
    for (var i = 0; i < one.data().length; i++) {
      var difference = (one.data()[i] & 0xff) - (other.data()[i] & 0xff);
      sum += difference * difference;
    }
    return 10 * Math.log10(255 * 255 / Math.max(1e-9, sum / one.data().length));
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "2, 1", "1, 1"})
  void isWhatDecodingAndScalingGiveButForRounding(int across, int down) throws Exception {
    for (var source : SOURCES) {
      for (var quality : new float[] {0.5f, 0.9f, 1}) {
        var file = JpegFiles.write(soft(source[0], source[1], 3), quality, across, down, 0);
        for (var target : TARGETS) {
          assertThat(
                  distance(
                      cover(file, target[0], target[1]), reference(file, target[0], target[1])))
              .as("%s to %s, quality %s", source, target, quality)
              .isLessThanOrEqualTo(3);
        }
      }
    }
  }

  @Test
  void grayToo() throws Exception {
    for (var source : SOURCES) {
      var file = JpegFiles.write(soft(source[0], source[1], 1), 0.9f, 1, 1, 0);
      for (var target : TARGETS) {
        assertThat(
                distance(cover(file, target[0], target[1]), reference(file, target[0], target[1])))
            .as("%s to %s", source, target)
            .isLessThanOrEqualTo(1);
      }
    }
  }

  /** Every reduction by eighths, as libjpeg has them, and some between and beyond. */
  @Test
  void anyReductionIsRight() throws Exception {
    var file = JpegFiles.write(soft(320, 320, 3), 0.9f, 2, 2, 0);
    for (var side : new int[] {10, 20, 40, 80, 120, 160, 200, 240, 256, 280, 319, 321, 500}) {
      var found = cover(file, side, side);
      var expected = reference(file, side, side);
      assertThat(distance(found, expected)).as("to %d", side).isLessThanOrEqualTo(3);
      assertThat(decibels(found, expected)).as("to %d", side).isGreaterThan(50);
    }
  }

  @Test
  void blackAndWhiteAreCutOffOnlyInTheEnd() throws Exception {
    // Nothing is farther from a photograph than this: a third of all samples lie beyond.
    var file = JpegFiles.write(noise(200, 200, 3, 1), 0.9f, 2, 2, 0);
    assertThat(decibels(cover(file, 90, 90), reference(file, 90, 90))).isGreaterThan(30);
    var edges = JpegFiles.write(gradient(375, 500, 3), 0.9f, 2, 2, 0);
    assertThat(decibels(cover(edges, 256, 256), reference(edges, 256, 256))).isGreaterThan(38);
  }

  @Test
  void whatIsEvenStaysEven() throws Exception {
    for (var level : new int[] {0, 1, 100, 128, 200, 254, 255}) {
      var data = new byte[60 * 90 * 3];
      Arrays.fill(data, (byte) level);
      var file = JpegFiles.write(new Pixels(60, 90, 3, data), 1, 2, 2, 0);
      var expected = JpegFiles.read(file).data()[0];
      for (var target : TARGETS) {
        assertThat(cover(file, target[0], target[1]).data()).containsOnly(expected);
      }
    }
  }

  @Test
  void whatHasNoColourGetsNone() throws Exception {
    var file = JpegFiles.write(soft(75, 100, 1).withChannels(3), 0.8f, 2, 2, 0);
    assertThat(cover(file, 40, 40).grayIfColourless().channels()).isEqualTo(1);
  }

  @Test
  void restartsAreFollowed() throws Exception {
    var plain = cover(JpegFiles.write(soft(61, 83, 3), 0.9f, 2, 2, 0), 40, 40);
    for (var interval : new int[] {1, 3, 7, 1000}) {
      var file = JpegFiles.write(soft(61, 83, 3), 0.9f, 2, 2, interval);
      assertThat(cover(file, 40, 40)).as("every %d", interval).isEqualTo(plain);
    }
  }

  @Test
  void oneDecoderTakesImagesOfAnySizeAndKindInTurn() throws Exception {
    var files =
        new byte[][] {
          JpegFiles.write(soft(75, 100, 3), 0.9f, 2, 2, 0),
          JpegFiles.write(soft(300, 50, 1), 0.9f, 1, 1, 0),
          JpegFiles.write(soft(30, 500, 3), 0.9f, 2, 1, 0),
          JpegFiles.write(soft(700, 650, 3), 0.9f, 1, 1, 0),
        };
    for (var turn = 0; turn < 3; turn++) {
      for (var file : files) {
        var header = JpegHeader.read(file);
        var shape = new ImageShape(header.height(), header.width(), header.channels());
        var resampler = Resampler.cover(shape, 40, 40);
        var alone = new Pixels(resampler.target(), new byte[resampler.target().volume()]);
        new ScaledDecoder()
            .decode(file, header, resampler.rows(), resampler.columns(), alone.data());
        assertThat(cover(file, 40, 40)).isEqualTo(alone);
      }
    }
  }

  @Test
  void aScanThatIsCutOffOrGoesOnIsRefused() throws Exception {
    var file = JpegFiles.write(noise(64, 64, 3, 1), 0.9f, 2, 2, 0);
    var shortened = Arrays.copyOf(file, file.length / 2 + 2);
    shortened[file.length / 2] = (byte) 0xff;
    shortened[file.length / 2 + 1] = (byte) 0xd9;
    assertThatThrownBy(() -> cover(shortened, 40, 40))
        .isInstanceOf(UnusualJpegException.class)
        .hasMessage("a part of the scan is too short");
    var longer = Arrays.copyOf(file, file.length + 8);
    System.arraycopy(file, file.length - 2, longer, file.length + 6, 2);
    longer[file.length - 2] = 1;
    longer[file.length - 1] = 1;
    assertThatThrownBy(() -> cover(longer, 40, 40)).hasMessage("a part of the scan is too long");
    assertThat(cover(file, 40, 40)).isEqualTo(cover(file, 40, 40));
  }

  /** Damage is refused by both ways or by none, so that they agree about what an image is. */
  @Test
  void damageIsSeenAsWhenTheWholeIsDecoded() throws Exception {
    var file = JpegFiles.write(soft(61, 83, 3), 0.9f, 2, 2, 5);
    var whole = new JpegDecoder();
    var random = new SplitMix(3);
    var refused = 0;
    for (var i = 0; i < 2000; i++) {
      var damaged = file.clone();
      damaged[2 + random.nextInt(file.length - 2)] = (byte) random.nextInt(256);
      String wholeSays = null;
      try {
        var header = JpegHeader.read(damaged);
        if (header.height() * header.width() > 1 << 18) {
          continue;
        }
        whole.decode(
            damaged, header, new byte[header.height() * header.width() * header.channels()]);
      } catch (UnusualJpegException e) {
        wholeSays = e.getMessage();
        refused++;
      }
      String scaledSays = null;
      try {
        cover(damaged, 40, 40);
      } catch (UnusualJpegException e) {
        scaledSays = e.getMessage();
      }
      assertThat(scaledSays).isEqualTo(wholeSays);
    }
    assertThat(refused).isGreaterThan(200);
  }
}
