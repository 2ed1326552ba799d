package dev.pharos.dataset.source;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.source.FolderSource.FolderFile;
import dev.pharos.imaging.IntSort;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through a folder and notes the paths of its files. */
final class FolderWalk extends SimpleFileVisitor<Path> {
  private final Path root;
  private final SourceLimits limits;
  private final Runnable check;
  private final Texts paths = new Texts();

  /** The files whose names as text do not lead to them, by number. */
  private final Map<Integer, Path> odd = new HashMap<>();

  private final List<BadFile> refused = new ArrayList<>();
  private final Set<String> folders = new HashSet<>();

  FolderWalk(Path root, SourceLimits limits, Runnable check) {
    this.root = root;
    this.limits = limits;
    this.check = check;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    check.run();
    if (!folder.equals(root)) {
      if (Junk.isName(folder.getFileName().toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders.add(path(folder));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (Junk.isName(file.getFileName().toString())) {
      return FileVisitResult.CONTINUE;
    }
    var path = path(file);
    if (attributes.isRegularFile()) {
      var number = paths.add(path);
      if (!leadsTo(paths.get(number), file)) {
        odd.put(number, file);
      }
    } else {
      refused.add(
          new BadFile(
              path,
              attributes.isSymbolicLink()
                  ? "it is a symbolic link, which is not followed"
                  : "it is not a regular file"));
    }
    return paths.size() > limits.files() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (file.equals(root)) {
      throw failure;
    }
    refused.add(new BadFile(path(file), "it cannot be read: " + failure));
    return FileVisitResult.CONTINUE;
  }

  /** How many files there are. */
  int size() {
    return paths.size();
  }

  /** The files by path. */
  List<SourceFile> files() {
    return byPath(root, paths, odd, limits.fileBytes());
  }

  /** A path is all that is kept of nearly every file. */
  private static List<SourceFile> byPath(
      Path root, Texts paths, Map<Integer, Path> odd, long mostBytes) {
    var sorted = new Texts();
    var sortedOdd = new HashMap<Integer, Path>();
    for (var number : IntSort.sorted(paths.size(), paths::compare)) {
      var place = sorted.add(paths.get(number));
      if (odd.containsKey(number)) {
        sortedOdd.put(place, odd.get(number));
      }
    }
    return new DerivedList<>(
        sorted.size(),
        place -> new FolderFile(root, sorted.get(place), sortedOdd.get(place), mostBytes));
  }

  /** Not so if the name has backslashes, or bytes that are no text. */
  private boolean leadsTo(String path, Path file) {
    try {
      return root.resolve(path).equals(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** What looks like a file and must not be read. */
  List<BadFile> refused() {
    return refused;
  }

  /** The folders, by path. */
  Set<String> folders() {
    return folders;
  }

  private String path(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
