package dev.pharos.dataset.layout;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.Probe;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.imaging.packed.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A folder per class, perhaps within a folder per split. */
final class FolderLayout {
  static final String EXPECTED =
      "expected one folder per class with its images in it, such folders below train, validation"
          + " and test, a list of paths and labels (CSV or JSONL), or the files of MNIST, CIFAR or"
          + " ImageNet";

  private static final Map<String, Split> SPLIT_NAMES =
      Map.of(
          "train", Split.TRAIN,
          "training", Split.TRAIN,
          "val", Split.VALIDATION,
          "valid", Split.VALIDATION,
          "validation", Split.VALIDATION,
          "test", Split.TEST,
          "testing", Split.TEST);

  private final List<SourceFile> files;
  private final Map<Folder, Optional<Split>> parts = new LinkedHashMap<>();
  private final List<BadFile> bad = new ArrayList<>();
  private final List<BadFile> ignored = new ArrayList<>();

  private FolderLayout(List<SourceFile> files) {
    this.files = files;
  }

  static Layout read(Files files, Set<String> folders, int least) throws ImportException {
    var tree = Folder.of(files.all());
    var root = contentOf(tree);
    if (root.folders().isEmpty()) {
      throw new ImportException(
          "there are no folders beside the %d files (%s, ...); %s"
              .formatted(
                  root.files().count(),
                  files.all().get(root.files().findFirst().orElseThrow()).path(),
                  EXPECTED));
    }
    var layout = new FolderLayout(files.all());
    if (isSplit(root)) {
      for (var part : root.folders().entrySet()) {
        if (part.getValue().folders().isEmpty()) {
          throw new ImportException(
              "the folder '%s' has files but no folders of classes; %s"
                  .formatted(part.getKey(), EXPECTED));
        }
        layout.parts.put(part.getValue(), splitOf(part.getKey()));
      }
    } else {
      layout.parts.put(root, Optional.empty());
    }
    folders.stream().sorted().forEach(tree::addFolder);
    layout.tellLoose(root);
    return layout.read(prefixLength(tree, root), least);
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

  private static int prefixLength(Folder tree, Folder root) {
    var length = 0;
    for (var folder = tree; folder != root; ) {
      var next =
          folder.folders().entrySet().stream()
              .filter(each -> each.getValue().allFiles().findAny().isPresent())
              .findFirst()
              .orElseThrow();
      length += next.getKey().length() + 1;
      folder = next.getValue();
    }
    return length;
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

  static Optional<Split> splitOf(String name) {
    return Optional.ofNullable(SPLIT_NAMES.get(name.strip().toLowerCase(Locale.ROOT)));
  }

  /** Files beside the classes are of none; an image there is likely to be missed. */
  private void tellLoose(Folder root) {
    var beside =
        IntStream.concat(
            parts.containsKey(root) ? IntStream.empty() : root.files(),
            parts.keySet().stream().flatMapToInt(Folder::files));
    for (var number : beside.toArray()) {
      var file = files.get(number);
      if (Probe.isNamedLikeImage(file)) {
        bad.add(
            new BadFile(file.path(), "it lies beside the folders of the classes, so it has none"));
      } else {
        ignored.add(new BadFile(file.path(), "ignored: it lies beside the folders of the classes"));
      }
    }
  }

  private Layout read(int prefix, int least) throws ImportException {
    var sizes = new TreeMap<String, Integer>();
    for (var part : parts.keySet()) {
      requireClear(part);
      part.folders()
          .forEach(
              (name, folder) ->
                  sizes.merge(ClassNames.of(name), (int) folder.allFiles().count(), Integer::sum));
    }
    var classes = ClassNames.inOrder(sizes.keySet(), least);
    for (var name : classes) {
      if (sizes.get(name) == 0) {
        throw new ImportException(
            "the folder of the class '%s' is empty; put images in it or remove it".formatted(name));
      }
    }
    var examples = new FileExamples(files);
    parts.forEach(
        (part, split) ->
            part.folders()
                .forEach(
                    (name, folder) -> {
                      var label = classes.indexOf(ClassNames.of(name));
                      folder.allFiles().forEach(file -> examples.add(file, label, split));
                    }));
    return new Layout(
        classes, examples.list((place, file) -> file.path().substring(prefix)), bad, ignored);
  }

  /** Two folders side by side whose names are spelt alike are two classes to somebody. */
  private static void requireClear(Folder part) throws ImportException {
    var raw = new HashMap<String, String>();
    for (var name : part.folders().keySet()) {
      var other = raw.put(ClassNames.of(name), name);
      if (other != null) {
        throw ClassNames.alike(other, name);
      }
    }
  }
}
