package dev.pharos.dataset.layout;

import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.SourceFile;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The header of an IDX file (LeCun, Cortes, Burges: the MNIST database): two zeros, the type of its
 * values, the number of its dimensions, and each dimension as a big-endian 32-bit number.
 *
 * @param sizes the dimensions, the number of items first
 */
record IdxFile(SourceFile file, List<Integer> sizes) {
  private static final int UNSIGNED_BYTES = 0x08;
  private static final Set<Integer> TYPES = Set.of(0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e);
  private static final int MOST_DIMENSIONS = 4;

  /** Enough of a file to read its header. */
  static final int LONGEST_HEADER = 4 + 4 * MOST_DIMENSIONS;

  static boolean begins(byte[] start) {
    return start.length >= 8
        && start[0] == 0
        && start[1] == 0
        && TYPES.contains((int) start[2])
        && start[3] >= 1
        && start[3] <= MOST_DIMENSIONS;
  }

  /** Whether a file is called like one, which one that is none should not be. */
  static boolean isNamed(SourceFile file) {
    return Files.name(file).matches("(?i).*idx[1-4][-.]ubyte.*");
  }

  static IdxFile read(SourceFile file, byte[] start) throws ImportException {
    if (!begins(start)) {
      throw new ImportException(
          "'%s' does not begin like an IDX file (00 00 08 and the number of dimensions) but with %s"
              .formatted(
                  file.path(),
                  IntStream.range(0, Math.min(4, start.length))
                      .mapToObj(i -> "%02x".formatted(start[i]))
                      .collect(Collectors.joining(" "))));
    }
    if (start[2] != UNSIGNED_BYTES) {
      throw new ImportException(
          "'%s' has values of the type %02x; only unsigned bytes (08) are read"
              .formatted(file.path(), start[2]));
    }
    var dimensions = start[3];
    if (start.length < 4 + 4 * dimensions) {
      throw new ImportException("'%s' ends within its header".formatted(file.path()));
    }
    var numbers = ByteBuffer.wrap(start, 4, 4 * dimensions).asIntBuffer();
    var sizes = IntStream.range(0, dimensions).mapToObj(numbers::get).toList();
    var idx = new IdxFile(file, sizes);
    idx.requireWhole();
    return idx;
  }

  private void requireWhole() throws ImportException {
    var expected = 1L;
    for (var size : sizes) {
      if (size < 1 || expected * size > 1L << 40) {
        throw new ImportException(
            "'%s' says that it holds %s values, which cannot be".formatted(file.path(), sizes));
      }
      expected *= size;
    }
    expected += header();
    if (file.length() != expected) {
      throw new ImportException(
          "'%s' has %d bytes; its header says %s, which makes %d: %s"
              .formatted(
                  file.path(),
                  file.length(),
                  sizes,
                  expected,
                  file.length() < expected
                      ? "it is truncated"
                      : "there is something after its end"));
    }
  }

  int header() {
    return 4 + 4 * sizes.size();
  }

  int count() {
    return sizes.get(0);
  }

  boolean holdsLabels() {
    return sizes.size() == 1;
  }
}
