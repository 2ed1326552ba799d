package dev.pharos.dataset.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.packed.ImageList;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.PackedDatasetWriter;
import dev.pharos.imaging.packed.Split;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentIdTest {
  @TempDir Path folder;

  @Test
  void isThatOfClassesAndOfImagesByClassAndContentAndSplit() throws Exception {
    var images = new ImageList();
    var random = new Random(1);
    for (var i = 0; i < 60; i++) {
      // Some are equal and for different things, and their names are in another order.
      var hash = ByteBuffer.allocate(32).putInt(0x7ffffffe + random.nextInt(10)).array();
      images.add(i % 2, Split.ofCode((byte) random.nextInt(3)), "name" + random.nextInt(), hash);
    }
    var file = folder.resolve("packed");
    try (var writer = PackedDatasetWriter.create(file, 1, 1, List.of("a", "\u00e4"), images)) {
      for (var i = 0; i < images.size(); i++) {
        writer.add(i, new Pixels(1, 1, 1, new byte[1]));
      }
      writer.finish();
    }

    try (var dataset = PackedDataset.open(file)) {
      assertThat(ContentId.of(dataset)).isEqualTo(expected(images));
    }
  }

  private static String expected(ImageList images) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    text(digest, "pharos data set 2");
    digest.update(ByteBuffer.allocate(16).putInt(1).putInt(1).putInt(1).putInt(2).array());
    text(digest, "a");
    text(digest, "\u00e4");
    var order =
        IntStream.range(0, images.size())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(images::label)
                    .thenComparing(images::contentHash, Arrays::compareUnsigned)
                    .thenComparing(images::split))
            .toList();
    for (var image : order) {
      digest.update(ByteBuffer.allocate(4).putInt(images.label(image)).array());
      text(digest, images.split(image).label());
      digest.update(images.contentHash(image));
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static void text(MessageDigest digest, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
