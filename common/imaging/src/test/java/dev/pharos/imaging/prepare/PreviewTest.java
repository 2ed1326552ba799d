package dev.pharos.imaging.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.TestImages;
import dev.pharos.imaging.packed.ImageList;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.PackedDatasetWriter;
import dev.pharos.imaging.packed.Split;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {
  private static final int GAP = 4;

  @TempDir Path folder;
  private final Pixels image = TestImages.noise(10, 12, 3, 5);
  private PackedDataset dataset;

  @BeforeEach
  void pack() throws Exception {
    var file = folder.resolve("set");
    var images = new ImageList();
    images.add(0, Split.TRAIN, "x", new byte[32]);
    try (var writer = PackedDatasetWriter.create(file, 10, 12, List.of("a"), images)) {
      writer.add(0, image);
      writer.finish();
    }
    dataset = PackedDataset.open(file);
  }

  private static Pixels tile(Pixels grid, int row, int column, int height, int width) {
    var bytes = new byte[height * width * 3];
    for (var i = 0; i < bytes.length; i++) {
      var y = row * (height + GAP) + i / 3 / width;
      var x = column * (width + GAP) + i / 3 % width;
      bytes[i] = (byte) grid.at(y, x, i % 3);
    }
    return new Pixels(height, width, 3, bytes);
  }

  @Test
  void withoutAugmentationEveryTileIsTheImage() throws Exception {
    var grid = new Preview(dataset, Augmentation.NONE, 10, 12, 1).grid(0, 5);
    assertThat(grid.height()).isEqualTo(2 * 10 + GAP);
    assertThat(grid.width()).isEqualTo(3 * 12 + 2 * GAP);
    for (var i = 0; i < 5; i++) {
      assertThat(tile(grid, i / 3, i % 3, 10, 12)).isEqualTo(image);
    }
    assertThat(grid.at(0, 12, 0)).isEqualTo(255);
    assertThat(grid.at(23, 43, 2)).isEqualTo(255);
  }

  @Test
  void tilesAreWhatTheEpochsSee() throws Exception {
    var grid = new Preview(dataset, Augmentation.ALEXNET, 9, 11, 1).grid(0, 16);
    var tiles = new HashSet<List<Byte>>();
    for (var i = 0; i < 16; i++) {
      var tile = tile(grid, i / 4, i % 4, 9, 11);
      var bytes = new java.util.ArrayList<Byte>();
      for (var value : tile.data()) {
        bytes.add(value);
      }
      tiles.add(bytes);
    }
    assertThat(tiles).hasSize(16);
    assertThat(new Preview(dataset, Augmentation.ALEXNET, 9, 11, 1).grid(0, 16)).isEqualTo(grid);
    assertThat(new Preview(dataset, Augmentation.ALEXNET, 9, 11, 2).grid(0, 16)).isNotEqualTo(grid);
  }
}
