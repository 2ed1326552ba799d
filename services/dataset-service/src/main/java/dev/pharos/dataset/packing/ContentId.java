package dev.pharos.dataset.packing;

import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.Split;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What makes a version that version: how files become pixels, the stored size, the classes, and for
 * each image the content of its file, its class and its split. Not the names of files, and not the
 * format of the packed file.
 */
final class ContentId {
  /** Counts up when the same file makes other pixels than before. */
  private static final String KIND = "pharos data set 2";

  private ContentId() {}

  /** {@code sha256:} and 64 digits. */
  static String of(PackedDataset dataset) {
    var digest = Hashes.newDigest();
    var info = dataset.info();
    text(digest, KIND);
    var shape = info.shape();
    digest.update(
        ByteBuffer.allocate(16)
            .putInt(shape.height())
            .putInt(shape.width())
            .putInt(shape.channels())
            .putInt(info.classes().size())
            .array());
    info.classes().forEach(name -> text(digest, name));
    // A packed file has its images by class and content, of equal ones by name.
    for (var first = 0; first < dataset.size(); ) {
      var end = first + 1;
      while (end < dataset.size() && isEqual(dataset, first, end)) {
        end++;
      }
      equal(digest, dataset, first, end);
      first = end;
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static boolean isEqual(PackedDataset dataset, int one, int other) {
    return dataset.label(one) == dataset.label(other)
        && dataset.compareContent(one, dataset, other) == 0;
  }

  /** Equal images, ordered by what they are for instead of by name. */
  private static void equal(MessageDigest digest, PackedDataset dataset, int first, int end) {
    for (var split : Split.values()) {
      for (var image = first; image < end; image++) {
        if (dataset.split(image) == split) {
          digest.update(ByteBuffer.allocate(4).putInt(dataset.label(image)).array());
          text(digest, split.label());
          digest.update(dataset.contentHash(image));
        }
      }
    }
  }

  private static void text(MessageDigest digest, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
