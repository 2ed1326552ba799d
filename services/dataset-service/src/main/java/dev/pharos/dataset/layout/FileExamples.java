package dev.pharos.dataset.layout;

import dev.pharos.dataset.layout.Layout.Example;
import dev.pharos.dataset.source.DerivedList;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.imaging.packed.Split;
import java.util.List;
import java.util.Optional;

/** The images of a layout that are files of their own, each at most once: nine bytes for each. */
final class FileExamples {
  private static final byte NOT_SAID = -1;

  private final List<SourceFile> all;
  private final int[] files;
  private final int[] labels;
  private final byte[] splits;
  private int size;

  /** None yet, of these files. */
  FileExamples(List<SourceFile> all) {
    this.all = all;
    this.files = new int[all.size()];
    this.labels = new int[all.size()];
    this.splits = new byte[all.size()];
  }

  /** Adds an image, given the number of its file. */
  void add(int file, int label, Optional<Split> split) {
    files[size] = file;
    labels[size] = label;
    splits[size] = split.map(Split::code).orElse(NOT_SAID);
    size++;
  }

  int size() {
    return size;
  }

  /** How images are called. */
  @FunctionalInterface
  interface Naming {
    /**
     * The name of an image.
     *
     * @param place its place among the examples
     */
    String name(int place, SourceFile file);
  }

  /** The examples in the order in which they were added. */
  List<Example> list(Naming naming) {
    return new DerivedList<>(
        size,
        place -> {
          var file = all.get(files[place]);
          return new Example(file, naming.name(place, file), labels[place], split(splits[place]));
        });
  }

  private static Optional<Split> split(byte code) {
    return code == NOT_SAID ? Optional.empty() : Optional.of(Split.ofCode(code));
  }
}
