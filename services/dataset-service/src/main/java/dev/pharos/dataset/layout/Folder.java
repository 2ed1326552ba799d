package dev.pharos.dataset.layout;

import dev.pharos.dataset.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder as the paths of files describe it. */
final class Folder {
  private final Map<String, Folder> folders = new TreeMap<>();
  private final List<SourceFile> files = new ArrayList<>();

  /** The folder that holds these files and the folders in their paths. */
  static Folder of(List<SourceFile> files) {
    var root = new Folder();
    for (var file : files) {
      var folder = root;
      var parts = file.path().split("/", -1);
      for (var i = 0; i < parts.length - 1; i++) {
        folder = folder.folders.computeIfAbsent(parts[i], name -> new Folder());
      }
      folder.files.add(file);
    }
    return root;
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
  List<SourceFile> files() {
    return files;
  }

  /** The files in it, however deep. */
  Stream<SourceFile> allFiles() {
    return Stream.concat(files.stream(), folders.values().stream().flatMap(Folder::allFiles));
  }
}
