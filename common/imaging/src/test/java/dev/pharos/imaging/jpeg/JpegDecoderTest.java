package dev.pharos.imaging.jpeg;

import static dev.pharos.imaging.TestImages.gradient;
import static dev.pharos.imaging.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.SplitMix;
import dev.pharos.imaging.TestImages;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegDecoderTest {
  private final JpegDecoder decoder = new JpegDecoder();

  private Pixels decode(byte[] file) throws UnusualJpegException {
    var header = JpegHeader.read(file);
    var shape = new ImageShape(header.height(), header.width(), header.channels());
    var pixels = new Pixels(shape, new byte[shape.volume()]);
    decoder.decode(file, header, pixels.data());
    return pixels;
  }

  /** Some colours and edges, some noise: all kinds of coefficients. */
  private static Pixels image(int height, int width, int channels) {
    var image = gradient(height, width, channels);
    var noise = noise(height, width, channels, 1);
    for (var i = 0; i < image.data().length; i++) {
      if (i * 8L / image.data().length % 2 == 1) {
        image.data()[i] = (byte) ((image.data()[i] & 0xff) / 2 + (noise.data()[i] & 0xff) / 2);
      }
    }
    return image;
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, 0.9",
    "2, 2, 0.3",
    "2, 2, 1",
    "2, 1, 0.9",
    "2, 1, 0.5",
    "1, 1, 0.9",
    "1, 1, 1",
  })
  void everyPixelIsTheCodecs(int across, int down, float quality) throws Exception {
    for (var size : new int[][] {{375, 500}, {64, 64}, {61, 83}, {17, 5}, {1, 33}, {40, 8}}) {
      var file = JpegFiles.write(image(size[0], size[1], 3), quality, across, down, 0);
      assertThat(decode(file)).as("%d x %d", size[0], size[1]).isEqualTo(JpegFiles.read(file));
    }
  }

  @Test
  void grayToo() throws Exception {
    for (var size : new int[][] {{61, 83}, {1, 1}, {8, 9}}) {
      var file = JpegFiles.write(image(size[0], size[1], 1), 0.9f, 1, 1, 0);
      assertThat(decode(file)).isEqualTo(JpegFiles.read(file));
    }
  }

  @Test
  void restartsAreFollowed() throws Exception {
    for (var interval : new int[] {1, 3, 7, 1000}) {
      var file = JpegFiles.write(image(61, 83, 3), 0.9f, 2, 2, interval);
      assertThat(decode(file)).as("every %d", interval).isEqualTo(JpegFiles.read(file));
    }
  }

  @Test
  void whatIsUnusualIsLeftToTheCodec() throws Exception {
    assertThatThrownBy(() -> decode(TestImages.progressiveJpeg(image(16, 16, 3))))
        .isInstanceOf(UnusualJpegException.class)
        .hasMessage("marker c2");
    var sampled = JpegFiles.write(image(16, 16, 3), 0.9f, 1, 2, 0);
    assertThatThrownBy(() -> decode(sampled)).hasMessage("unusual sampling");
    var file = JpegFiles.write(image(64, 64, 3), 0.9f, 2, 2, 0);
    assertThatThrownBy(() -> decode(Arrays.copyOf(file, 30)))
        .hasMessage("a segment that is cut off");
    assertThatThrownBy(() -> decode(Arrays.copyOf(file, file.length / 2)))
        .hasMessage("a scan without an end");
    // The end comes too early, and too late.
    var shortened = Arrays.copyOf(file, file.length / 2 + 2);
    shortened[file.length / 2] = (byte) 0xff;
    shortened[file.length / 2 + 1] = (byte) 0xd9;
    assertThatThrownBy(() -> decode(shortened)).hasMessage("a part of the scan is too short");
    var longer = Arrays.copyOf(file, file.length + 8);
    System.arraycopy(file, file.length - 2, longer, file.length + 6, 2);
    longer[file.length - 2] = 1;
    longer[file.length - 1] = 1;
    assertThatThrownBy(() -> decode(longer)).hasMessage("a part of the scan is too long");
  }

  @Test
  void damageDoesNoHarm() throws Exception {
    var file = JpegFiles.write(image(61, 83, 3), 0.9f, 2, 2, 5);
    var random = new SplitMix(3);
    var refused = 0;
    for (var i = 0; i < 3000; i++) {
      var damaged = file.clone();
      damaged[2 + random.nextInt(file.length - 2)] = (byte) random.nextInt(256);
      try {
        var header = JpegHeader.read(damaged);
        if (header.height() * header.width() < 1 << 20) {
          decode(damaged);
        }
      } catch (UnusualJpegException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(500);
  }
}
