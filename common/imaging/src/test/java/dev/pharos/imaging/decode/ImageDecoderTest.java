package dev.pharos.imaging.decode;

import static dev.pharos.imaging.TestImages.buffered;
import static dev.pharos.imaging.TestImages.distance;
import static dev.pharos.imaging.TestImages.file;
import static dev.pharos.imaging.TestImages.gradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.PngEncoder;
import dev.pharos.imaging.TestImages;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private final ImageDecoder decoder = new ImageDecoder();

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void losslessFormatsGiveTheVeryPixels(String format) throws Exception {
    var image = gradient(19, 31, 3);
    assertThat(decoder.decode(file(image, format))).isEqualTo(image);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff", "gif"})
  void grayStaysExactlyWhatItWas(String format) throws Exception {
    var image = gradient(40, 256, 1);
    assertThat(decoder.decode(file(image, format))).isEqualTo(image);
  }

  @Test
  void colourlessColourImagesHaveOneChannel() throws Exception {
    var gray = gradient(9, 9, 1);
    assertThat(decoder.decode(file(gray.withChannels(3), "png"))).isEqualTo(gray);
  }

  @Test
  void jpegColourGrayAndProgressive() throws Exception {
    var colour = gradient(64, 48, 3);
    var gray = gradient(64, 48, 1);
    assertThat(distance(decoder.decode(file(gray, "jpeg")), gray)).isLessThan(8);
    assertThat(distance(decoder.decode(TestImages.progressiveJpeg(gray)), gray)).isLessThan(4);
    // The third channel of the gradient is too fine for JPEG's halved colour resolution.
    var smooth = colour.data().clone();
    for (var i = 2; i < smooth.length; i += 3) {
      smooth[i] = 100;
    }
    var image = new Pixels(64, 48, 3, smooth);
    assertThat(distance(decoder.decode(file(image, "jpeg")), image)).isLessThan(24);
    assertThat(distance(decoder.decode(TestImages.progressiveJpeg(image)), image)).isLessThan(12);
  }

  @Test
  void cmykJpegBecomesRgb() throws Exception {
    // No ink but yellow in the left half, no ink at all in the right half.
    var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 16, 4, null);
    for (var y = 0; y < 16; y++) {
      for (var x = 0; x < 32; x++) {
        raster.setPixel(x, y, new int[] {255, 255, x < 16 ? 0 : 255, 255});
      }
    }
    var decoded = decoder.decode(adobeCmyk(raster));
    assertThat(decoded.shape()).hasToString("16x32x3");
    assertThat(decoded.at(8, 4, 0)).isGreaterThan(200);
    assertThat(decoded.at(8, 4, 1)).isGreaterThan(200);
    assertThat(decoded.at(8, 4, 2)).isLessThan(80);
    assertThat(decoded.at(8, 28, 2)).isGreaterThan(240);
  }

  /** A four-channel JPEG as Photoshop writes it: inverted, with an Adobe marker. */
  private static byte[] adobeCmyk(Raster raster) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    var adobe = new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    return withSegment(out.toByteArray(), 0xee, adobe);
  }

  private static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
    var out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(0xff);
    out.write(marker);
    out.write((body.length + 2) >> 8);
    out.write(body.length + 2);
    out.writeBytes(body);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void exifOrientationIsApplied(int orientation) throws Exception {
    // A bright corner, top left once the picture is upright.
    var upright = new Pixels(16, 24, 1, new byte[16 * 24]);
    for (var y = 0; y < 8; y++) {
      Arrays.fill(upright.data(), y * 24, y * 24 + 8, (byte) 255);
    }
    var stored = stored(upright, orientation);
    var exif = exif(orientation);
    var jpeg = withSegment(file(stored, "jpeg"), 0xe1, exif);

    assertThat(decoder.header(jpeg)).isEqualTo(new ImageHeader(ImageFormat.JPEG, 16, 24));
    assertThat(distance(decoder.decode(jpeg), upright)).isLessThan(10);
  }

  /** Where the first stored row and the first stored column belong, as EXIF's table has it. */
  private static final String[] FIRST_ROW_AND_COLUMN = {
    "top left", "top right", "bottom right", "bottom left",
    "left top", "right top", "right bottom", "left bottom"
  };

  /** What a camera stores that is held in this orientation. */
  private static Pixels stored(Pixels upright, int orientation) {
    var sides = FIRST_ROW_AND_COLUMN[orientation - 1];
    var swapped = orientation >= 5;
    var height = swapped ? upright.width() : upright.height();
    var width = swapped ? upright.height() : upright.width();
    var data = new byte[height * width];
    for (var row = 0; row < height; row++) {
      for (var column = 0; column < width; column++) {
        var down = swapped ? column : row;
        var right = swapped ? row : column;
        var y = sides.contains("bottom") ? upright.height() - 1 - down : down;
        var x = sides.contains("right") ? upright.width() - 1 - right : right;
        data[row * width + column] = (byte) upright.at(y, x, 0);
      }
    }
    return new Pixels(height, width, 1, data);
  }

  private static byte[] exif(int orientation) {
    return new byte[] {
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
  }

  @Test
  void brokenExifDoesNotSpoilTheImage() throws Exception {
    var image = gradient(16, 16, 1);
    var broken = "Exif\0\0MM\0*\uffff\uffff\uffff".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(distance(decoder.decode(withSegment(file(image, "jpeg"), 0xe1, broken)), image))
        .isLessThan(10);
  }

  @Test
  void transparentPartsLieOverWhite() throws Exception {
    var image = new BufferedImage(3, 1, BufferedImage.TYPE_4BYTE_ABGR);
    image.setRGB(0, 0, new Color(200, 100, 0, 255).getRGB());
    image.setRGB(1, 0, new Color(200, 100, 0, 128).getRGB());
    image.setRGB(2, 0, new Color(200, 100, 0, 0).getRGB());
    assertThat(decoder.decode(file(image, "png")).data())
        .containsExactly(bytes(200, 100, 0, 227, 177, 127, 255, 255, 255));
  }

  @Test
  void grayWithAlphaLiesOverWhite() throws Exception {
    var model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            ColorModel.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    var raster = model.createCompatibleWritableRaster(2, 1);
    raster.setPixel(0, 0, new int[] {10, 255});
    raster.setPixel(1, 0, new int[] {10, 0});
    var image = new BufferedImage(model, raster, false, null);
    assertThat(decoder.decode(file(image, "png")).data()).containsExactly(bytes(10, 255));
  }

  @Test
  void sixteenBitSamplesAreRounded() throws Exception {
    var gray = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
    var values = new int[] {0, 257 * 100, 257 * 100 + 129, 65535};
    for (var x = 0; x < values.length; x++) {
      gray.getRaster().setSample(x, 0, 0, values[x]);
    }
    assertThat(decoder.decode(file(gray, "png")).data()).containsExactly(bytes(0, 100, 101, 255));
    assertThat(decoder.decode(file(gray, "tiff")).data()).containsExactly(bytes(0, 100, 101, 255));

    var model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            ColorModel.OPAQUE,
            DataBuffer.TYPE_USHORT);
    var raster = model.createCompatibleWritableRaster(1, 1);
    raster.setPixel(0, 0, new int[] {257 * 10, 257 * 20, 257 * 30});
    var colour = new BufferedImage(model, raster, false, null);
    assertThat(decoder.decode(file(colour, "png")).data()).containsExactly(bytes(10, 20, 30));
  }

  @Test
  void palettesAreLookedUp() throws Exception {
    byte[] red = bytes(10, 40, 70);
    byte[] green = bytes(20, 50, 80);
    byte[] blue = bytes(30, 60, 90);
    var image =
        new BufferedImage(
            3, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 3, red, green, blue, 2));
    for (var x = 0; x < 3; x++) {
      image.getRaster().setSample(x, 0, 0, x);
    }
    var expected = bytes(10, 20, 30, 40, 50, 60, 255, 255, 255);
    assertThat(decoder.decode(file(image, "png")).data()).containsExactly(expected);
    assertThat(decoder.decode(file(image, "gif")).data()).containsExactly(expected);
  }

  @Test
  void blackAndWhiteImagesAreRead() throws Exception {
    var image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    image.setRGB(1, 0, 0xffffff);
    for (var format : new String[] {"png", "bmp", "tiff", "gif"}) {
      assertThat(decoder.decode(file(image, format)).data()).containsExactly(bytes(0, 255));
    }
  }

  @Test
  void webpLossyAndLossless() throws Exception {
    assertThat(decoder.header(WebpFiles.LOSSY)).isEqualTo(new ImageHeader(ImageFormat.WEBP, 1, 1));
    assertThat(decoder.decode(WebpFiles.LOSSY).shape().height()).isEqualTo(1);

    var noise = TestImages.noise(13, 21, 3, 1);
    for (var i = 0; i < noise.data().length; i++) {
      noise.data()[i] = (byte) (noise.data()[i] < 0 ? 255 : 0);
    }
    assertThat(decoder.decode(WebpFiles.lossless(noise))).isEqualTo(noise);
  }

  @Test
  void aGifFrameIsPlacedOnItsScreen() throws Exception {
    var gif = file(new Pixels(2, 2, 1, new byte[4]), "gif");
    gif[6] = 5; // screen of 5 x 4
    gif[8] = 4;
    var frame = indexOfFrame(gif);
    gif[frame + 1] = 2; // left
    gif[frame + 3] = 1; // top
    var decoded = decoder.decode(gif);
    assertThat(decoded.shape()).hasToString("4x5x1");
    assertThat(decoded.at(0, 0, 0)).isEqualTo(255);
    assertThat(decoded.at(1, 2, 0)).isZero();
    assertThat(decoded.at(2, 3, 0)).isZero();
    assertThat(decoded.at(3, 3, 0)).isEqualTo(255);
  }

  private static int indexOfFrame(byte[] gif) {
    for (var at = 13 + (3 << ((gif[10] & 7) + 1)); at < gif.length; at++) {
      if (gif[at] == 0x2c) {
        return at;
      }
    }
    throw new AssertionError("no frame");
  }

  @Test
  void theFirstPageOfATiffIsTaken() throws Exception {
    var writer = ImageIO.getImageWritersByFormatName("tiff").next();
    var out = new ByteArrayOutputStream();
    var first = gradient(5, 7, 3);
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      writer.writeToSequence(new IIOImage(buffered(first), null, null), null);
      writer.writeToSequence(new IIOImage(buffered(gradient(2, 2, 1)), null, null), null);
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    assertThat(decoder.decode(out.toByteArray())).isEqualTo(first);
  }

  @Test
  void theNameOfAFormatDoesNotMatterAndUnknownOnesAreRefused() {
    assertThatThrownBy(() -> decoder.decode("<svg/>".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessage("not an image of a known format (JPEG, PNG, GIF, BMP, WebP and TIFF are)");
    assertThatThrownBy(() -> decoder.decode(new byte[0])).hasMessage("the file is empty");
  }

  @Test
  void moreThanTheLimitIsRefusedByTheHeaderAlone() throws Exception {
    var small = new ImageDecoder(100);
    for (var format : new String[] {"png", "jpeg", "gif", "bmp", "tiff"}) {
      var file = file(gradient(11, 10, 1), format);
      assertThatThrownBy(() -> small.header(file))
          .isInstanceOf(UndecodableImageException.class)
          .hasMessageContaining("has 11 x 10 pixels, more than the limit of 100");
      assertThat(small.decode(file(gradient(10, 10, 1), format)).height()).isEqualTo(10);
    }
  }

  @Test
  void ourOwnPngFilesAreRead() throws Exception {
    try (var encoder = new PngEncoder()) {
      for (var image : new Pixels[] {gradient(28, 28, 1), gradient(17, 5, 3)}) {
        assertThat(decoder.decode(encoder.encode(image))).isEqualTo(image);
        assertThat(ImageIO.read(new ByteArrayInputStream(encoder.encode(image))).getWidth())
            .isEqualTo(image.width());
      }
    }
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (var i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
