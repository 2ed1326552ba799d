package dev.pharos.imaging.decode;

import static dev.pharos.imaging.TestImages.file;
import static dev.pharos.imaging.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.SplitMix;
import dev.pharos.imaging.TestImages;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostileImagesTest {
  private final ImageDecoder decoder = new ImageDecoder();

  /** Damage can make an image huge; within the limit that is allowed, and slow. */
  private final ImageDecoder modest = new ImageDecoder(100_000);

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }

  @AfterEach
  void nothingWasPrinted() {
    System.setOut(out);
    System.setErr(err);
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static Map<String, byte[]> files() throws Exception {
    var files = new LinkedHashMap<String, byte[]>();
    for (var format : new String[] {"png", "jpeg", "gif", "bmp", "tiff"}) {
      files.put(format, file(noise(24, 24, 3, 1), format));
      files.put(format + " gray", file(noise(24, 24, 1, 2), format));
    }
    files.put("jpeg progressive", TestImages.progressiveJpeg(noise(24, 24, 3, 3)));
    var binary = noise(24, 24, 3, 4);
    for (var i = 0; i < binary.data().length; i++) {
      binary.data()[i] = (byte) (binary.data()[i] < 0 ? 255 : 0);
    }
    files.put("webp", WebpFiles.lossless(binary));
    return files;
  }

  @Test
  void everyTruncationIsAnError() throws Exception {
    for (var entry : files().entrySet()) {
      var whole = entry.getValue();
      decoder.decode(whole);
      for (var length = 0; length < whole.length - 2; length += 1 + whole.length / 300) {
        var cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> decoder.decode(cut))
            .as("%s cut to %d of %d bytes", entry.getKey(), length, whole.length)
            .isInstanceOf(UndecodableImageException.class);
      }
    }
  }

  @Test
  void anyDamageIsAnImageOrAClearRefusal() throws Exception {
    var random = new SplitMix(5);
    for (var entry : files().entrySet()) {
      for (var trial = 0; trial < 150; trial++) {
        var damaged = entry.getValue().clone();
        for (var flips = random.nextInt(6); flips >= 0; flips--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        decodeOrRefuse(damaged);
      }
      for (var at = 0; at < Math.min(200, entry.getValue().length); at++) {
        for (var value : new int[] {0, 255, 127}) {
          var damaged = entry.getValue().clone();
          damaged[at] = (byte) value;
          decodeOrRefuse(damaged);
        }
      }
    }
  }

  private void decodeOrRefuse(byte[] damaged) {
    try {
      assertThat(modest.decode(damaged)).isInstanceOf(Pixels.class);
    } catch (UndecodableImageException e) {
      assertThat(e).hasMessageNotContaining("null").message().isNotBlank();
    }
  }

  @Test
  void bombsAreRefusedByTheirHeader() throws Exception {
    var gif = file(noise(2, 2, 1, 1), "gif");
    ByteBuffer.wrap(gif)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(6, (short) -1)
        .putShort(8, (short) -1);
    assertRefused(gif, "the GIF image has 65535 x 65535 pixels, more than the limit");

    var bmp = file(noise(2, 2, 3, 1), "bmp");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 1 << 30).putInt(22, 1 << 30);
    assertRefused(bmp, "the BMP file is truncated: 1073741824 rows of 3221225472 bytes do not fit");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(30, 1);
    assertRefused(bmp, "the BMP image has 1073741824 x 1073741824 pixels, more than the limit");

    var jpeg = file(noise(8, 8, 1, 1), "jpeg");
    var frame = indexOf(jpeg, 0xff, 0xc0);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) -1).putShort(frame + 7, (short) -1);
    assertRefused(jpeg, "the JPEG image has 65535 x 65535 pixels, more than the limit");
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 0);
    assertRefused(jpeg, "the JPEG image has no pixels: 0 x 65535");

    var png = file(noise(2, 2, 1, 1), "png");
    ByteBuffer.wrap(png).putInt(16, 1_000_000).putInt(20, 1_000_000);
    assertRefused(png, "the checksum of its IHDR chunk does not match");
    var crc = new java.util.zip.CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    assertRefused(png, "the PNG image has 1000000 x 1000000 pixels, more than the limit");

    var webp = WebpFiles.lossless(new Pixels(1, 1, 3, new byte[3]));
    Arrays.fill(webp, 21, 24, (byte) 255);
    webp[24] = 0x0f;
    assertRefused(webp, "the WebP image has 16384 x 16384 pixels, more than the limit");
  }

  private void assertRefused(byte[] file, String reason) {
    assertThatThrownBy(() -> decoder.header(file))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining(reason);
  }

  private static int indexOf(byte[] file, int first, int second) {
    for (var at = 0; at < file.length - 1; at++) {
      if ((file[at] & 0xff) == first && (file[at + 1] & 0xff) == second) {
        return at;
      }
    }
    throw new AssertionError("not found");
  }

  @Test
  void aPngNeverShowsItsTextAndProfilesToTheCodec() throws Exception {
    var image = noise(4, 4, 3, 1);
    var png = file(image, "png");
    var bomb = new ByteArrayOutputStream();
    bomb.write(png, 0, 33);
    bomb.writeBytes(new byte[] {0, 0, 0, 5, 'z', 'T', 'X', 't', 'a', 0, 0, 1, 2, 9, 9, 9, 9});
    bomb.write(png, 33, png.length - 33);
    assertThat(decoder.decode(bomb.toByteArray())).isEqualTo(image);
  }
}
