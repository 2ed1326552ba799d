package dev.pharos.dataset.layout;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.layout.Layout.Example;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.imaging.packed.Split;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    var list = lists.get(0);
    var rows = Rows.read(list, files.firstLine(list));
    var byPath = new HashMap<String, SourceFile>();
    files.all().forEach(file -> byPath.put(file.path(), file));
    var named = new TreeSet<String>();
    for (var i = 0; i < rows.size(); i++) {
      named.add(ClassNames.of(required(list, i, rows.get(i), LABELS)));
    }
    var classes = ClassNames.inOrder(named, options.leastClasses());
    return examples(list, rows, byPath, classes);
  }

  private static Layout examples(
      SourceFile list,
      List<Map<String, String>> rows,
      Map<String, SourceFile> byPath,
      List<String> classes)
      throws ImportException {
    var numbers = new HashMap<String, Integer>();
    classes.forEach(name -> numbers.put(name, numbers.size()));
    var examples = new ArrayList<Example>();
    var bad = new ArrayList<BadFile>();
    var taken = new HashMap<String, Integer>();
    for (var i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var path = path(list, i, row);
      var label = numbers.get(ClassNames.of(required(list, i, row, LABELS)));
      var file = find(list, byPath, path);
      if (file == null) {
        bad.add(
            new BadFile(path, "row %d of the list names it, but it is not there".formatted(i + 1)));
        continue;
      }
      var before = taken.putIfAbsent(file.path(), label);
      if (before == null) {
        examples.add(new Example(file, path, label, split(list, i, row)));
      } else if (!before.equals(label)) {
        throw new ImportException(
            "'%s', row %d: '%s' is of class '%s' here and of '%s' further up"
                .formatted(list.path(), i + 1, path, classes.get(label), classes.get(before)));
      }
    }
    return new Layout(classes, examples, bad, unlisted(list, byPath, taken.keySet()));
  }

  /**
   * Seen from the list, or from the top; perhaps written as in an address, with %20 for a space.
   */
  private static SourceFile find(SourceFile list, Map<String, SourceFile> byPath, String path) {
    var file = byPath.getOrDefault(Files.folder(list) + path, byPath.get(path));
    if (file != null || path.indexOf('%') < 0) {
      return file;
    }
    try {
      var plain = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
      return byPath.getOrDefault(Files.folder(list) + plain, byPath.get(plain));
    } catch (IllegalArgumentException e) {
      return null; // no address either
    }
  }

  private static List<BadFile> unlisted(
      SourceFile list, Map<String, SourceFile> all, Set<String> taken) {
    return all.keySet().stream()
        .filter(path -> !taken.contains(path) && !path.equals(list.path()))
        .sorted()
        .map(path -> new BadFile(path, "ignored: the list does not name it"))
        .toList();
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
