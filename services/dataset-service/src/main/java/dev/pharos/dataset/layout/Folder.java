package dev.pharos.dataset.layout;

import dev.pharos.dataset.source.SourceFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A folder as the paths of files describe it; files are numbers in the list of all of them. */
final class Folder {
  private final Map<String, Folder> folders = new TreeMap<>();
  private int[] files = {};
  private int count;

  /** The folder that holds these files and the folders in their paths. */
  static Folder of(List<SourceFile> files) {
    var root = new Folder();
    for (var number = 0; number < files.size(); number++) {
      var folder = root;
      var parts = files.get(number).path().split("/", -1);
      for (var i = 0; i < parts.length - 1; i++) {
        folder = folder.folders.computeIfAbsent(parts[i], name -> new Folder());
      }
      folder.add(number);
    }
    return root;
  }

  private void add(int file) {
    if (count == files.length) {
      files = Arrays.copyOf(files, Math.max(2, count + count / 2));
    }
    files[count++] = file;
  }

  /** Adds a folder that may be empty, if the one that it lies in is there. */
  void addFolder(String path) {
    var folder = this;
    var parts = path.split("/", -1);
    for (var i = 0; i < parts.length - 1; i++) {
      folder = folder.folders.get(parts[i]);
      if (folder == null) {
        return;
      }
    }
    folder.folders.computeIfAbsent(parts[parts.length - 1], name -> new Folder());
  }

  /** The folders in it, by name. */
  Map<String, Folder> folders() {
    return folders;
  }

  /** The files right in it. */
  IntStream files() {
    return Arrays.stream(files, 0, count);
  }

  /** The files in it, however deep. */
  IntStream allFiles() {
    return IntStream.concat(files(), folders.values().stream().flatMapToInt(Folder::allFiles));
  }
}
