package dev.pharos.dataset.source;

import dev.pharos.dataset.source.Layout.Example;
import dev.pharos.imaging.packed.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Recognises the folders of classes and splits among the files of a source. */
public final class LayoutReader {
  private static final Map<String, Split> SPLIT_NAMES =
      Map.of(
          "train", Split.TRAIN,
          "training", Split.TRAIN,
          "val", Split.VALIDATION,
          "valid", Split.VALIDATION,
          "validation", Split.VALIDATION,
          "test", Split.TEST,
          "testing", Split.TEST);

  private static final String EXPECTED =
      "expected one folder per class with its images in it, or such folders below train,"
          + " validation and test";

  private LayoutReader() {}

  /**
   * Reads the layout.
   *
   * @throws ImportException if the files do not lie in two classes at least
   */
  public static Layout read(List<SourceFile> files) throws ImportException {
    if (files.isEmpty()) {
      throw new ImportException("there are no files; " + EXPECTED);
    }
    var root = contentOf(Folder.of(files));
    if (root.folders().isEmpty()) {
      throw new ImportException(
          "there are no folders beside the %d files (%s, ...); %s"
              .formatted(root.files().size(), root.files().get(0).path(), EXPECTED));
    }
    return isSplit(root) ? bySplit(root) : byClass(root);
  }

  /** Goes down through folders that hold nothing but one folder of folders, as archives have. */
  private static Folder contentOf(Folder root) {
    var folder = root;
    while (folder.folders().size() == 1) {
      var only = folder.folders().values().iterator().next();
      if (only.folders().isEmpty() || isSplit(folder)) {
        break;
      }
      folder = only;
    }
    return folder;
  }

  /** Whether the folders are splits: all have such names, and the one for training has classes. */
  private static boolean isSplit(Folder root) {
    var folders = root.folders();
    return folders.keySet().stream().allMatch(name -> splitOf(name).isPresent())
        && folders.entrySet().stream()
            .anyMatch(
                each ->
                    splitOf(each.getKey()).equals(Optional.of(Split.TRAIN))
                        && !each.getValue().folders().isEmpty());
  }

  private static Optional<Split> splitOf(String folder) {
    return Optional.ofNullable(SPLIT_NAMES.get(folder.toLowerCase(Locale.ROOT)));
  }

  private static Layout byClass(Folder root) throws ImportException {
    var classes = new LinkedHashMap<Folder, Optional<Split>>();
    classes.put(root, Optional.empty());
    return layout(classes);
  }

  private static Layout bySplit(Folder root) throws ImportException {
    var parts = new LinkedHashMap<Folder, Optional<Split>>();
    for (var part : root.folders().entrySet()) {
      if (part.getValue().folders().isEmpty()) {
        throw new ImportException(
            "the folder '%s' has files but no folders of classes; %s"
                .formatted(part.getKey(), EXPECTED));
      }
      parts.put(part.getValue(), splitOf(part.getKey()));
    }
    return layout(parts);
  }

  private static Layout layout(Map<Folder, Optional<Split>> parts) throws ImportException {
    SortedSet<String> names = new TreeSet<>(CLASS_ORDER);
    parts.keySet().forEach(part -> names.addAll(part.folders().keySet()));
    if (names.size() < 2) {
      throw new ImportException(
          "there is only the class '%s'; a classifier needs two at least; %s"
              .formatted(names.first(), EXPECTED));
    }
    var classes = List.copyOf(names);
    var examples = new ArrayList<Example>();
    parts.forEach(
        (part, split) -> {
          for (var label = 0; label < classes.size(); label++) {
            var folder = part.folders().get(classes.get(label));
            if (folder != null) {
              var number = label;
              folder.allFiles().forEach(file -> examples.add(new Example(file, number, split)));
            }
          }
        });
    return new Layout(classes, examples);
  }

  /** Names that are numbers come in the order of the numbers, before the others. */
  private static final Comparator<String> CLASS_ORDER =
      Comparator.<String>comparingLong(LayoutReader::number)
          .thenComparing(Comparator.naturalOrder());

  private static long number(String name) {
    return name.matches("\\d{1,18}") ? Long.parseLong(name) : Long.MAX_VALUE;
  }
}
