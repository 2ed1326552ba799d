package dev.pharos.dataset.layout;

import dev.pharos.dataset.source.Probe;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.dataset.source.UnusableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

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

  private static final Comparator<SourceFile> BY_PATH = Comparator.comparing(SourceFile::path);

  Files(List<SourceFile> all) throws IOException {
    this.all = List.copyOf(all);
    var candidates = all.stream().filter(file -> !Probe.isNamedLikeImage(file)).toList();
    var many = candidates.size() > MOST_OTHERS;
    for (var file : candidates) {
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
