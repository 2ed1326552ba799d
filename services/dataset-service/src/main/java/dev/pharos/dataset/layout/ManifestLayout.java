package dev.pharos.dataset.layout;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.layout.Layout.Example;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.dataset.source.Texts;
import dev.pharos.imaging.packed.Split;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A list, CSV with a heading or a JSON object per line, that names each image's path and label and
 * perhaps its split. Paths are those within the folder or archive, seen from where the list lies or
 * from the top. Nothing is fetched from anywhere else.
 */
final class ManifestLayout implements LayoutFormat {
  private static final List<String> PATHS =
      List.of("path", "file", "filename", "file_name", "image", "url");
  private static final List<String> LABELS = List.of("label", "class", "category");
  private static final List<String> SPLITS = List.of("split", "subset");

  @Override
  public String label() {
    return "a list of images";
  }

  @Override
  public Optional<String> evidence(Files files) {
    return lists(files).stream().map(SourceFile::path).findFirst();
  }

  /** What a file lacks that has a column of a list, but not all it needs; empty if none is so. */
  static Optional<String> nearly(Files files) {
    for (var file : files.others()) {
      var columns = Rows.columns(files.firstLine(file));
      var path = columns.stream().anyMatch(PATHS::contains);
      if (path || columns.stream().anyMatch(LABELS::contains)) {
        return Optional.of(
            "'%s' has the columns %s: to be a list of images it needs one called %s"
                .formatted(
                    file.path(),
                    String.join(", ", columns),
                    String.join(" or ", path ? LABELS : PATHS)));
      }
    }
    return Optional.empty();
  }

  private static List<SourceFile> lists(Files files) {
    return files.others().stream()
        .filter(
            file -> {
              var columns = Rows.columns(files.firstLine(file));
              return columns.stream().anyMatch(PATHS::contains)
                  && columns.stream().anyMatch(LABELS::contains);
            })
        .toList();
  }

  @Override
  public Layout read(Files files, LayoutOptions options) throws IOException, ImportException {
    var lists = lists(files);
    if (lists.size() > 1) {
      throw new ImportException(
          "it is not clear which list counts: '%s' and '%s' both name images; keep one"
              .formatted(lists.get(0).path(), lists.get(1).path()));
    }
    return new Listing(files, lists.get(0)).read(options);
  }

  /** What a list says, row by row. */
  private static final class Listing {
    private final Files files;
    private final SourceFile list;
    private final FileExamples examples;
    private final Texts names = new Texts();
    private final List<BadFile> bad = new ArrayList<>();

    /** The label of each class. */
    private final Map<String, Integer> labels = new HashMap<>();

    /** For each file the number of its class and one; 0 for a file that no row has named. */
    private final int[] taken;

    Listing(Files files, SourceFile list) {
      this.files = files;
      this.list = list;
      this.examples = new FileExamples(files.all());
      this.taken = new int[files.all().size()];
    }

    Layout read(LayoutOptions options) throws IOException, ImportException {
      var rows = Rows.of(list, files.firstLine(list));
      var named = new TreeSet<String>();
      rows.forEach((number, row) -> named.add(className(number, row)));
      var classes = ClassNames.inOrder(named, options.leastClasses());
      classes.forEach(name -> labels.put(name, labels.size()));
      rows.forEach((number, row) -> take(number, row, classes));
      var own = files.find(list.path());
      var unlisted =
          files.told(file -> taken[file] == 0 && file != own, "ignored: the list does not name it");
      return new Layout(classes, named(examples, names), bad, unlisted);
    }

    private String className(int number, Map<String, String> row) throws ImportException {
      return ClassNames.of(required(list, number, row, LABELS));
    }

    /** Called as the list calls them. */
    private static List<Example> named(FileExamples examples, Texts names) {
      return examples.list((place, file) -> names.get(place));
    }

    private void take(int number, Map<String, String> row, List<String> classes)
        throws ImportException {
      var path = path(list, number, row);
      var label = labels.get(className(number, row));
      var file = find(path);
      if (file < 0) {
        bad.add(
            new BadFile(
                path, "row %d of the list names it, but it is not there".formatted(number + 1)));
      } else if (taken[file] == 0) {
        taken[file] = label + 1;
        examples.add(file, label, split(list, number, row));
        names.add(path);
      } else if (taken[file] != label + 1) {
        throw new ImportException(
            "'%s', row %d: '%s' is of class '%s' here and of '%s' further up"
                .formatted(
                    list.path(),
                    number + 1,
                    path,
                    classes.get(label),
                    classes.get(taken[file] - 1)));
      }
    }

    /**
     * Seen from the list, or from the top; perhaps written as in an address, with %20 for a space.
     */
    private int find(String path) {
      var file = findPlain(path);
      if (file >= 0 || path.indexOf('%') < 0) {
        return file;
      }
      try {
        return findPlain(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        return -1; // no address either
      }
    }

    private int findPlain(String path) {
      var file = files.find(Files.folder(list) + path);
      return file >= 0 ? file : files.find(path);
    }
  }

  private static String path(SourceFile list, int row, Map<String, String> values)
      throws ImportException {
    var path = required(list, row, values, PATHS).replace('\\', '/').strip();
    if (path.matches("(?i)[a-z][a-z0-9+.-]+://.*")) {
      throw new ImportException(
          "'%s', row %d: '%s' is an address; nothing is fetched: put the images beside the list and name their paths"
              .formatted(list.path(), row + 1, path));
    }
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    return path;
  }

  private static Optional<Split> split(SourceFile list, int row, Map<String, String> values)
      throws ImportException {
    var name = value(values, SPLITS);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var split = FolderLayout.splitOf(name.get());
    if (split.isEmpty()) {
      throw new ImportException(
          "'%s', row %d: the split is '%s', must be train, validation or test"
              .formatted(list.path(), row + 1, name.get()));
    }
    return split;
  }

  private static String required(
      SourceFile list, int row, Map<String, String> values, List<String> names)
      throws ImportException {
    return value(values, names)
        .orElseThrow(
            () ->
                new ImportException(
                    "'%s', row %d: there is no %s".formatted(list.path(), row + 1, names.get(0))));
  }

  private static Optional<String> value(Map<String, String> values, List<String> names) {
    return names.stream()
        .map(name -> values.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
