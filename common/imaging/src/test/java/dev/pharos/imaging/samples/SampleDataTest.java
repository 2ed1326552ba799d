package dev.pharos.imaging.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.SplitMix;
import dev.pharos.imaging.decode.ImageDecoder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDataTest {
  @TempDir Path folder;

  private static Map<String, Pixels> read(Path folder) throws Exception {
    var images = new TreeMap<String, Pixels>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        images.put(
            folder.relativize(file).toString(),
            new ImageDecoder().decode(Files.readAllBytes(file)));
      }
    }
    return images;
  }

  @Test
  void digitsLieInOneFolderPerClass() throws Exception {
    SampleData.digits(folder.resolve("digits"), 95, 1);
    var images = read(folder.resolve("digits"));
    assertThat(images).hasSize(95).containsKeys("0/00000.png", "4/00009.png", "9/00008.png");
    assertThat(images.values())
        .allSatisfy(image -> assertThat(image.shape()).hasToString("28x28x1"));
    assertThat(images.values()).doesNotHaveDuplicates();
  }

  @Test
  void theSameSeedDrawsTheSameAndAnotherDoesNot() throws Exception {
    SampleData.shapes(folder.resolve("a"), 40, 1);
    SampleData.shapes(folder.resolve("b"), 40, 1);
    SampleData.shapes(folder.resolve("c"), 40, 2);
    var first = read(folder.resolve("a"));
    assertThat(read(folder.resolve("b"))).isEqualTo(first);
    assertThat(read(folder.resolve("c")).values()).doesNotContainAnyElementsOf(first.values());
    assertThat(first).hasSize(40).containsKeys("star/00000.png", "arrow/00003.png");
    assertThat(first.values())
        .allSatisfy(image -> assertThat(image.shape()).hasToString("64x64x3"));
  }

  @Test
  void everyMachineDrawsTheSame() {
    // If this changes on purpose, the figures in the guides change with it.
    var digits = new int[10];
    for (var label = 0; label < 10; label++) {
      digits[label] = new DigitPainter().paint(label, new SplitMix(1, label)).hashCode();
    }
    assertThat(digits)
        .containsExactly(
            205586238,
            -865735568,
            -882906200,
            1795813814,
            -1233711787,
            1088354439,
            -1768220459,
            1166755189,
            2041025704,
            522467704);
  }

  @Test
  void inkIsBrightAndPaperDark() {
    for (var label = 0; label < 10; label++) {
      var image = new DigitPainter().paint(label, new SplitMix(3, label));
      var bright = 0;
      for (var value : image.data()) {
        bright += (value & 0xff) > 128 ? 1 : 0;
      }
      assertThat(bright).as("bright pixels of a %d", label).isBetween(20, 300);
    }
  }

  @Test
  void anOccupiedFolderIsRefusedAndNothingIsLeftBehind() throws IOException {
    var occupied = Files.createDirectory(folder.resolve("occupied"));
    Files.writeString(occupied.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> SampleData.digits(occupied, 10, 1))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("is not empty; choose another or empty it");
    assertThatThrownBy(() -> SampleData.digits(occupied.resolve("mine.txt"), 10, 1))
        .hasMessageContaining("is a file, not a folder");
    assertThatThrownBy(() -> SampleData.digits(folder.resolve("x"), 0, 1))
        .hasMessage("count is 0, must be at least 1");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(occupied);
    }
  }

  @Test
  void anEmptyFolderIsFilled() throws Exception {
    var empty = Files.createDirectory(folder.resolve("empty"));
    SampleData.digits(empty, 10, 1);
    assertThat(read(empty)).hasSize(10);
  }
}
