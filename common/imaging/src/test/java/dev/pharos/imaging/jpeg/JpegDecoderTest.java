package dev.pharos.imaging.jpeg;

import static dev.pharos.imaging.TestImages.gradient;
import static dev.pharos.imaging.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.SplitMix;
import dev.pharos.imaging.TestImages;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegDecoderTest {
  private final JpegDecoder decoder = new JpegDecoder();

  /** Collects rows. */
  private static final class Rows implements RowSink {
    private final Window window;
    private final byte[] data;
    private final int channels;
    private int[][] row = {};
    private int left;
    private int at;

    Rows(Window window, int channels) {
      this.window = window;
      this.channels = channels;
      this.data = new byte[height() * width() * channels];
    }

    private int height() {
      return window.bottom() - window.top();
    }

    private int width() {
      return window.right() - window.left();
    }

    @Override
    public int[][] begin(int from, int count) {
      assertThat(from).isLessThanOrEqualTo(window.left());
      assertThat(from + count).isGreaterThanOrEqualTo(window.right());
      left = from;
      row = new int[channels][count];
      return row;
    }

    @Override
    public void row() {
      for (var x = window.left(); x < window.right(); x++) {
        for (var values : row) {
          data[at++] = (byte) values[x - left];
        }
      }
    }

    Pixels pixels() {
      assertThat(at).isEqualTo(data.length);
      return new Pixels(height(), width(), channels, data);
    }
  }

  private Pixels decode(byte[] file, Window window) throws UnusualJpegException {
    var header = JpegHeader.read(file);
    var rows = new Rows(window, header.channels());
    decoder.decode(file, header, window, rows);
    return rows.pixels();
  }

  private Pixels decode(byte[] file) throws UnusualJpegException {
    var header = JpegHeader.read(file);
    return decode(file, new Window(0, 0, header.height(), header.width()));
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

  @ParameterizedTest
  @CsvSource({"2, 2", "2, 1", "1, 1"})
  void aPartIsThatPartOfTheWhole(int across, int down) throws Exception {
    var file = JpegFiles.write(image(90, 131, 3), 0.8f, across, down, 0);
    var whole = decode(file);
    var random = new SplitMix(5);
    for (var i = 0; i < 60; i++) {
      var top = random.nextInt(90);
      var left = random.nextInt(131);
      var window =
          new Window(
              top, left, top + 1 + random.nextInt(90 - top), left + 1 + random.nextInt(131 - left));
      var part = decode(file, window);
      for (var y = 0; y < part.height(); y++) {
        var from = ((top + y) * 131 + left) * 3;
        assertThat(
                Arrays.copyOfRange(part.data(), y * part.width() * 3, (y + 1) * part.width() * 3))
            .as("row %d of %s", y, window)
            .isEqualTo(Arrays.copyOfRange(whole.data(), from, from + part.width() * 3));
      }
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
