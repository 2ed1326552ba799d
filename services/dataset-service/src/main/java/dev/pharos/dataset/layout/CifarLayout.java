package dev.pharos.dataset.layout;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.packed.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The binary files of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): records of one or two labels and
 * 3072 bytes, an image of 32 x 32 pixels plane by plane. The records carry no mark, so names and
 * lengths and labels have to agree.
 */
final class CifarLayout implements LayoutFormat {
  private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
  private static final int PLANE = 32 * 32;
  private static final int RECORDS_READ = 1024;

  /** One of the two sets. */
  private enum Kind {
    CIFAR_10("CIFAR-10", 1),
    CIFAR_100("CIFAR-100", 2);

    private final String title;
    private final int labels;

    Kind(String title, int labels) {
      this.title = title;
      this.labels = labels;
    }

    int record() {
      return labels + SHAPE.volume();
    }
  }

  @Override
  public String label() {
    return "a batch of CIFAR";
  }

  @Override
  public Optional<String> evidence(Files files) {
    return files.others().stream()
        .filter(
            file ->
                isNamed(file, "(data_batch_[0-9]+|test_batch).bin")
                    || (isNamed(file, "(train|test)\\.bin") && isWhole(file, Kind.CIFAR_100))
                    || (isBatch(file) && hasNames(files)))
        .map(SourceFile::path)
        .findFirst();
  }

  private static boolean isBatch(SourceFile file) {
    return isNamed(file, ".*\\.bin");
  }

  private static boolean hasNames(Files files) {
    return files.others().stream()
        .anyMatch(file -> isNamed(file, "batches.meta.txt|(fine|coarse)_label_names.txt"));
  }

  private static boolean isNamed(SourceFile file, String pattern) {
    return Files.name(file).toLowerCase(Locale.ROOT).matches(pattern);
  }

  private static boolean isWhole(SourceFile file, Kind kind) {
    return file.length() > 0 && file.length() % kind.record() == 0;
  }

  @Override
  public Layout read(Files files, LayoutOptions options) throws IOException, ImportException {
    var batches = files.others().stream().filter(CifarLayout::isBatch).toList();
    var kind = kind(files, batches);
    if (options.coarseLabels() && kind == Kind.CIFAR_10) {
      throw new ImportException("CIFAR-10 has no coarse labels; CIFAR-100 has");
    }
    var classes = classes(files, kind, options.coarseLabels());
    var ignored = new ArrayList<BadFile>();
    for (var file : files.all()) {
      if (!batches.contains(file) && !isNamed(file, "batches.meta.txt|.*_label_names.txt")) {
        ignored.add(new BadFile(file.path(), "ignored: it is no batch of " + kind.title));
      }
    }
    var examples = new RawExamples();
    var anyTest = batches.stream().anyMatch(file -> isNamed(file, "test.*"));
    for (var batch : batches) {
      var split =
          anyTest
              ? Optional.of(isNamed(batch, "test.*") ? Split.TEST : Split.TRAIN)
              : Optional.<Split>empty();
      addBatch(examples, batch, kind, options.coarseLabels(), classes.size(), split);
    }
    return new Layout(classes, examples.list(), List.of(), ignored);
  }

  private static boolean hasFile(List<SourceFile> files, String pattern) {
    return files.stream().anyMatch(file -> isNamed(file, pattern));
  }

  private static Kind kind(Files files, List<SourceFile> batches) throws ImportException {
    var isNamed100 = hasFile(files.others(), ".*_label_names.txt");
    var isNamed10 = hasFile(files.others(), "batches.meta.txt") || hasFile(batches, ".*_batch.*");
    var kind = isNamed100 || !isNamed10 ? Kind.CIFAR_100 : Kind.CIFAR_10;
    for (var batch : batches) {
      if (!isWhole(batch, kind)) {
        throw new ImportException(
            "'%s' has %d bytes, which is no multiple of the %d of a record of %s: it is truncated or something else"
                .formatted(batch.path(), batch.length(), kind.record(), kind.title));
      }
    }
    return kind;
  }

  private static List<String> classes(Files files, Kind kind, boolean coarse)
      throws IOException, ImportException {
    var count = kind == Kind.CIFAR_10 ? 10 : coarse ? 20 : 100;
    var wanted =
        kind == Kind.CIFAR_10
            ? "batches.meta.txt"
            : coarse ? "coarse_label_names.txt" : "fine_label_names.txt";
    for (var file : files.others()) {
      if (isNamed(file, wanted)) {
        var names =
            Files.text(file.read())
                .lines()
                .filter(line -> !line.isBlank())
                .map(ClassNames::of)
                .toList();
        if (names.size() != count) {
          throw new ImportException(
              "'%s' names %d classes, must name %d".formatted(file.path(), names.size(), count));
        }
        ClassNames.requireClear(names, 2);
        return names;
      }
    }
    var numbers = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      numbers.add(String.valueOf(i));
    }
    return numbers;
  }

  private static void addBatch(
      RawExamples examples,
      SourceFile batch,
      Kind kind,
      boolean coarse,
      int classes,
      Optional<Split> split)
      throws IOException, ImportException {
    var records = (int) (batch.length() / kind.record());
    // The label that counts is the last one, but for the coarse one, which comes before.
    var at = coarse ? 0 : kind.labels - 1;
    var labels = new byte[records];
    for (var first = 0; first < records; first += RECORDS_READ) {
      var count = Math.min(RECORDS_READ, records - first);
      var bytes = batch.read((long) first * kind.record(), count * kind.record());
      for (var i = 0; i < count; i++) {
        var number = first + i;
        var label = bytes[i * kind.record() + at] & 0xff;
        if (label >= classes) {
          throw new ImportException(
              "'%s', record %d: the label is %d, must be 0 to %d"
                  .formatted(batch.path(), number, label, classes - 1));
        }
        labels[number] = (byte) label;
      }
    }
    examples.add(
        batch,
        labels,
        split,
        number ->
            new RawImage(
                batch,
                number,
                (long) number * kind.record() + kind.labels,
                SHAPE.volume(),
                SHAPE,
                CifarLayout::interleaved));
  }

  private static byte[] interleaved(byte[] planes) {
    var pixels = new byte[planes.length];
    for (var i = 0; i < PLANE; i++) {
      pixels[3 * i] = planes[i];
      pixels[3 * i + 1] = planes[PLANE + i];
      pixels[3 * i + 2] = planes[2 * PLANE + i];
    }
    return pixels;
  }
}
