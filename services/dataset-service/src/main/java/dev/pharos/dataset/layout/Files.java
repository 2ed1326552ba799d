package dev.pharos.dataset.layout;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.source.DerivedList;
import dev.pharos.dataset.source.Probe;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.dataset.source.UnusableFileException;
import dev.pharos.imaging.IntSort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The files of a source, and the starts of those that may hold many images or describe others.
 *
 * <p>Files that are called like an image are taken for one, and not looked into.
 */
final class Files {
  private static final int START = 4096;

  /** More files of other names are images without an ending, but for those called like lists. */
  private static final int MOST_OTHERS = 10_000;

  private static final Pattern LIKE_LIST =
      Pattern.compile("(?i).*\\.(csv|tsv|jsonl?|ndjson|txt|bin)");

  private final List<SourceFile> all;
  private final Map<SourceFile, byte[]> others = new TreeMap<>(BY_PATH);

  /** The numbers of all files by path, once somebody searches for a path. */
  private int[] byPath;

  private static final Comparator<SourceFile> BY_PATH = Comparator.comparing(SourceFile::path);

  Files(List<SourceFile> all) throws IOException {
    this.all = all;
    var candidates =
        IntStream.range(0, all.size())
            .filter(number -> !Probe.isNamedLikeImage(all.get(number)))
            .toArray();
    var many = candidates.length > MOST_OTHERS;
    for (var number : candidates) {
      var file = all.get(number);
      if (!many || LIKE_LIST.matcher(file.path()).matches() || IdxFile.isNamed(file)) {
        others.put(file, start(file));
      }
    }
  }

  private static byte[] start(SourceFile file) throws IOException {
    try {
      return file.read(0, START);
    } catch (UnusableFileException e) {
      return new byte[0];
    }
  }

  /** All files. */
  List<SourceFile> all() {
    return all;
  }

  /** The path of the file of a number. */
  String path(int number) {
    return all.get(number).path();
  }

  private int[] byPath() {
    if (byPath == null) {
      byPath = IntSort.sorted(all.size(), (one, other) -> path(one).compareTo(path(other)));
    }
    return byPath;
  }

  /** The number of the file of a path among all files, the last if there are several; else -1. */
  int find(String path) {
    var low = 0;
    var high = byPath().length;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (path(byPath[middle]).compareTo(path) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && path(byPath[low - 1]).equals(path) ? byPath[low - 1] : -1;
  }

  /** What is told of some of the files, by path. */
  List<BadFile> told(IntPredicate which, String reason) {
    var numbers = Arrays.stream(byPath()).filter(which).toArray();
    var files = all;
    return new DerivedList<>(
        numbers.length, place -> new BadFile(files.get(numbers[place]).path(), reason));
  }

  /** The files that are not called like an image. */
  List<SourceFile> others() {
    return new ArrayList<>(others.keySet());
  }

  /** The first bytes of one of the others. */
  byte[] start(SourceFile file, int count) {
    var start = others.getOrDefault(file, new byte[0]);
    return Arrays.copyOf(start, Math.min(count, start.length));
  }

  /** The first line of one of the others, empty if it is no text. */
  String firstLine(SourceFile file) {
    var start = others.getOrDefault(file, new byte[0]);
    for (var value : start) {
      if (value >= 0 && value < ' ' && value != '\n' && value != '\r' && value != '\t') {
        return "";
      }
    }
    return text(start).lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
  }

  /** Bytes as text, without the mark that some editors put before it. */
  static String text(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** The last part of a path. */
  static String name(SourceFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  /** The folder in a path, with its slash; empty for a file that lies in none. */
  static String folder(SourceFile file) {
    return file.path().substring(0, file.path().lastIndexOf('/') + 1);
  }
}
