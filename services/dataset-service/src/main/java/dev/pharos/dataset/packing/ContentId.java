package dev.pharos.dataset.packing;

import dev.pharos.imaging.packed.PackedDataset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.IntStream;

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
    // Labels come in order; of equal images some may be for something else.
    var hashes =
        IntStream.range(0, dataset.size()).mapToObj(dataset::contentHash).toArray(byte[][]::new);
    IntStream.range(0, dataset.size())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(dataset::label)
                .thenComparing(i -> hashes[i], Arrays::compareUnsigned)
                .thenComparing(dataset::split))
        .forEach(
            i -> {
              digest.update(ByteBuffer.allocate(4).putInt(dataset.label(i)).array());
              text(digest, dataset.split(i).label());
              digest.update(hashes[i]);
            });
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static void text(MessageDigest digest, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
