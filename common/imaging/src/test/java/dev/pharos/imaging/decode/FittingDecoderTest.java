package dev.pharos.imaging.decode;

import static dev.pharos.imaging.TestImages.distance;
import static dev.pharos.imaging.TestImages.file;
import static dev.pharos.imaging.TestImages.gradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.TestImages;
import dev.pharos.imaging.jpeg.JpegFiles;
import dev.pharos.imaging.prepare.StoredSize;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FittingDecoderTest {
  private static final StoredSize SIZE = new StoredSize(40, 40);
  private static final int[][] SIDES = {
    {75, 100}, {100, 75}, {40, 40}, {41, 300}, {20, 33}, {400, 400}
  };

  private final ImageDecoder decoder = new ImageDecoder();
  private final FittingDecoder fitting = new FittingDecoder(decoder);

  @Test
  void fittingWhileDecodingGivesNearlyTheSameAsFittingAfterwards() throws Exception {
    for (var sides : SIDES) {
      for (var file :
          new byte[][] {
            JpegFiles.write(soft(sides[0], sides[1], 3), 0.9f, 2, 2, 0),
            JpegFiles.write(soft(sides[0], sides[1], 1), 0.9f, 1, 1, 0)
          }) {
        assertThat(distance(fitting.decode(file, SIZE), SIZE.fit(decoder.decode(file))))
            .as("%d x %d", sides[0], sides[1])
            .isLessThanOrEqualTo(2);
      }
    }
  }

  @Test
  void whatTheCodecDecodesOrHasTheSizeIsTheVerySame() throws Exception {
    for (var sides : SIDES) {
      for (var file :
          new byte[][] {
            JpegFiles.write(gradient(40, 40, 3), 0.9f, 2, 2, 0),
            TestImages.progressiveJpeg(gradient(sides[0], sides[1], 3)),
            file(gradient(sides[0], sides[1], 3), "png")
          }) {
        assertThat(fitting.decode(file, SIZE))
            .as("%d x %d", sides[0], sides[1])
            .isEqualTo(SIZE.fit(decoder.decode(file)));
      }
    }
  }

  /** A gradient of middle tones: nothing is cut off at black or white. */
  private static Pixels soft(int height, int width, int channels) {
    var data = new byte[height * width * channels];
    for (var i = 0; i < data.length; i++) {
      var at = i / channels;
      data[i] =
          (byte)
              (60 + 60 * (at % width) / width + (40 + 20 * (i % channels)) * (at / width) / height);
    }
    return new Pixels(height, width, channels, data);
  }

  @Test
  void whatIsColourlessInTheEndHasOneChannel() throws Exception {
    // Colour lies beyond what is kept.
    var image = gradient(40, 120, 1).withChannels(3);
    image.data()[0] = (byte) 255;
    assertThat(fitting.decode(file(image, "png"), SIZE).channels()).isEqualTo(1);
    assertThat(decoder.decode(file(image, "png")).channels()).isEqualTo(3);
    var gray = JpegFiles.write(gradient(80, 80, 1).withChannels(3), 0.9f, 2, 2, 0);
    assertThat(fitting.decode(gray, SIZE).channels()).isEqualTo(1);
  }

  @Test
  void aBrokenImageIsRefusedForTheSameReason() throws Exception {
    var file = JpegFiles.write(TestImages.noise(80, 80, 3, 1), 0.9f, 2, 2, 0);
    // All but the beginning of the scan is missing, but the end is marked.
    var broken = Arrays.copyOf(file, file.length / 2);
    broken[broken.length - 2] = (byte) 0xff;
    broken[broken.length - 1] = (byte) 0xd9;
    assertThatThrownBy(() -> fitting.decode(broken, SIZE))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessage("the JPEG file is truncated: it ends before its image does");
    assertThatThrownBy(() -> decoder.decode(broken))
        .hasMessage("the JPEG file is truncated: it ends before its image does");
    var small = new FittingDecoder(new ImageDecoder(100));
    assertThatThrownBy(() -> small.decode(file, SIZE))
        .hasMessageContaining("more than the limit of 100");
  }

  @Test
  void whateverAFileSaysOfItsColoursTheCodecSaysTheSame() throws Exception {
    for (var sampling : new int[] {1, 2}) {
      var jfif = JpegFiles.write(gradient(40, 40, 3), 0.9f, sampling, sampling, 0);
      var length = 2 + ((jfif[4] & 0xff) << 8) + (jfif[5] & 0xff);
      var bare = new byte[jfif.length - length];
      System.arraycopy(jfif, 0, bare, 0, 2);
      System.arraycopy(jfif, 2 + length, bare, 2, bare.length - 2);
      var exif = new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 0, 0, 0};
      var ycc = new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 1};
      var rgb = new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
      for (var file :
          new byte[][] {
            jfif,
            bare,
            with(bare, 0xe1, exif),
            with(bare, 0xee, ycc),
            with(bare, 0xee, rgb),
            with(jfif, 0xee, rgb),
            with(with(bare, 0xee, ycc), 0xe1, exif)
          }) {
        assertThat(decoder.decode(file)).isEqualTo(decoder.byCodec(decoder.outline(file)));
      }
    }
  }

  private static byte[] with(byte[] jpeg, int marker, byte[] body) {
    var out = new byte[jpeg.length + body.length + 4];
    System.arraycopy(jpeg, 0, out, 0, 2);
    out[2] = (byte) 0xff;
    out[3] = (byte) marker;
    out[5] = (byte) (body.length + 2);
    System.arraycopy(body, 0, out, 6, body.length);
    System.arraycopy(jpeg, 2, out, 6 + body.length, jpeg.length - 2);
    return out;
  }

  @Test
  void oneDecoderTakesImagesOfAnySizeAndKindInTurn() throws Exception {
    var colour = JpegFiles.write(gradient(75, 100, 3), 0.9f, 2, 2, 0);
    var gray = JpegFiles.write(gradient(300, 50, 1), 0.9f, 1, 1, 0);
    var first = fitting.decode(colour, SIZE);
    var second = fitting.decode(gray, SIZE);
    for (var i = 0; i < 3; i++) {
      assertThat(fitting.decode(colour, SIZE)).isEqualTo(first);
      assertThat(fitting.decode(gray, SIZE)).isEqualTo(second);
      assertThat(fitting.fit(new Pixels(40, 40, 1, new byte[1600]), SIZE).data()).containsOnly(0);
    }
  }
}
