package dev.pharos.dataset;

import static dev.pharos.dataset.RunningService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of image file that a data set may have, as the usual libraries write it (libjpeg,
 * libpng, libtiff, libwebp, through ImageMagick), from the import to what is shown of it. Each file
 * has the same picture: red, green, blue and yellow quarters.
 */
@WithServers
@Timeout(120)
class ImageKindsIT {
  private static final Path FILES = Path.of("src/test/resources/kinds");

  private static final int[] RED = {220, 30, 30};
  private static final int[] GREEN = {20, 170, 40};
  private static final int[] BLUE = {30, 40, 210};
  private static final int[] YELLOW = {240, 220, 40};
  private static final int[] WHITE = {255, 255, 255};

  /** Lossy formats, and four inks for three colours. */
  private static final int NEAR = 24;

  @Test
  void eachBecomesThePictureThatItIs(TestServers servers, @TempDir Path folder) throws Exception {
    var kinds = kinds(folder.resolve("images"));
    others(folder.resolve("images"));
    try (var service = RunningService.start(servers, folder)) {
      var ended = service.ended(service.startImport("kinds", folder.resolve("images")));
      assertThat(ended.get("phase").asText()).as("%s", ended).isEqualTo("READY");
      assertThat(ended.get("bad").asInt()).as("%s", ended).isZero();

      var page = service.get("/v1/datasets/kinds/versions/1/samples?class=kinds&count=100");
      var seen = byKind(json(page).get("items"));
      assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(kinds.keySet());
      var softly = new SoftAssertions();
      for (var kind : seen.keySet()) {
        var png = service.get(seen.get(kind)).body();
        check(softly, kind, ImageIO.read(new ByteArrayInputStream(png)));
      }
      softly.assertAll();
    }
  }

  /** Puts the files into a class, under names that say nothing of what they are. */
  private static Map<String, Path> kinds(Path root) throws IOException {
    var target = Files.createDirectories(root.resolve("kinds"));
    try (var files = Files.list(FILES)) {
      var all =
          files.collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replaceFirst("\\..*", ""),
                  Function.identity()));
      for (var kind : all.entrySet()) {
        Files.copy(kind.getValue(), target.resolve(kind.getKey() + ".img"));
      }
      return all;
    }
  }

  /** A data set has more than one class. */
  private static void others(Path root) throws IOException {
    var target = Files.createDirectories(root.resolve("others"));
    for (var i = 0; i < 10; i++) {
      var image = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
      image.setRGB(i, i, 0xffffff);
      ImageIO.write(image, "png", target.resolve(i + ".png").toFile());
    }
  }

  private static Map<String, String> byKind(JsonNode samples) {
    return StreamSupport.stream(samples.spliterator(), false)
        .collect(
            Collectors.toMap(
                sample -> sample.get("source").asText().replaceFirst(".*/(.*)\\.img$", "$1"),
                sample -> sample.get("url").asText()));
  }

  private static void check(SoftAssertions softly, String kind, BufferedImage image) {
    boolean isGray = kind.contains("gray");
    quarter(softly, kind, image, 1, 1, RED, isGray);
    quarter(softly, kind, image, 3, 1, GREEN, isGray);
    quarter(softly, kind, image, 1, 3, BLUE, isGray);
    quarter(softly, kind, image, 3, 3, kind.contains("alpha") ? WHITE : YELLOW, isGray);
  }

  private static void quarter(
      SoftAssertions softly,
      String kind,
      BufferedImage image,
      int column,
      int row,
      int[] colour,
      boolean isGray) {
    var rgb = image.getRGB(image.getWidth() * column / 4, image.getHeight() * row / 4);
    var found = new int[] {rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255};
    var expected = colour.clone();
    if (isGray) {
      Arrays.fill(expected, (int) (0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]));
    }
    for (var i = 0; i < 3; i++) {
      softly
          .assertThat(Math.abs(found[i] - expected[i]))
          .as(
              "%s, quarter %d,%d: %s instead of %s",
              kind, column, row, Arrays.toString(found), Arrays.toString(expected))
          .isLessThanOrEqualTo(NEAR);
    }
  }
}
