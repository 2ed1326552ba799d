package dev.pharos.dataset.layout;

import dev.pharos.dataset.layout.Layout.Example;
import dev.pharos.dataset.source.DerivedList;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.imaging.packed.Split;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The images of a layout that lie many to a file: a byte for each. */
final class RawExamples {
  /** By the number of their first image. */
  private final TreeMap<Integer, Batch> batches = new TreeMap<>();

  private int size;

  /**
   * A file of many images.
   *
   * @param labels of each the class, an unsigned byte
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Batch(
      SourceFile file, byte[] labels, Optional<Split> split, IntFunction<RawImage> images) {
    Example example(int number) {
      return new Example(
          images.apply(number),
          RawImage.numbered(Files.name(file), number),
          labels[number] & 0xff,
          split);
    }
  }

  /**
   * Adds the images of a file.
   *
   * @param labels of each the class, an unsigned byte
   * @param images makes an image of its number in the file
   */
  void add(SourceFile file, byte[] labels, Optional<Split> split, IntFunction<RawImage> images) {
    if (labels.length > 0) {
      batches.put(size, new Batch(file, labels, split, images));
      size += labels.length;
    }
  }

  /** The examples in the order in which they were added. */
  List<Example> list() {
    return new DerivedList<>(
        size,
        number -> {
          var batch = batches.floorEntry(number);
          return batch.getValue().example(number - batch.getKey());
        });
  }
}
