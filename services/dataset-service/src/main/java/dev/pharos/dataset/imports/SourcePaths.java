package dev.pharos.dataset.imports;

import dev.pharos.dataset.source.ImportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Decides which paths an import may read.
 *
 * @param allowed folders below which they must lie; anywhere if there are none
 */
public record SourcePaths(List<Path> allowed) {
  public SourcePaths {
    allowed = List.copyOf(allowed);
  }

  /**
   * The real place of a path that somebody wants to import. Touches the disk.
   *
   * @throws ImportException if it may not or cannot be read; the message says what would do
   */
  public Path require(String path) throws ImportException {
    var place = real(path);
    if (!allowed.isEmpty() && allowed.stream().noneMatch(folder -> isWithin(place, folder))) {
      throw new ImportException(
          "'%s' lies outside of the folders that imports may read: %s".formatted(path, allowed));
    }
    if (!Files.isDirectory(place) && !Files.isRegularFile(place)) {
      throw new ImportException("'%s' is neither a folder nor a file".formatted(path));
    }
    if (!Files.isReadable(place)) {
      throw new ImportException("the data-set service may not read '%s'".formatted(path));
    }
    return place;
  }

  private static Path real(String path) throws ImportException {
    try {
      var place = Path.of(path);
      if (!place.isAbsolute()) {
        throw new ImportException(
            "'%s' is a relative path; give the whole path, from /".formatted(path));
      }
      return place.toRealPath();
    } catch (InvalidPathException | IOException e) {
      throw new ImportException(
          "the data-set service sees nothing at '%s' on its machine".formatted(path), e);
    }
  }

  private static boolean isWithin(Path place, Path folder) {
    try {
      return place.startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false; // a folder that does not exist allows nothing
    }
  }
}
