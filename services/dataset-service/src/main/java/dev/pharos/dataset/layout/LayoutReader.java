package dev.pharos.dataset.layout;

import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Recognises, by what is in the files, in which way a data set comes. */
public final class LayoutReader {
  private static final List<LayoutFormat> FORMATS =
      List.of(new ManifestLayout(), new IdxLayout(), new CifarLayout(), new ImageNetLayout());

  private LayoutReader() {}

  /**
   * Refuses fewer than two classes, and two whose names look alike.
   *
   * @throws ImportException if they are no classes of a data set
   */
  public static void requireClear(List<String> classes) throws ImportException {
    ClassNames.requireClear(classes, 2);
  }

  /** One way, and the file that shows it. */
  private record Found(LayoutFormat format, String evidence) {}

  /**
   * Reads the layout.
   *
   * @param folders paths of folders, which may be empty
   * @throws ImportException if the files make no data set of two classes at least
   */
  public static Layout read(List<SourceFile> files, Set<String> folders, LayoutOptions options)
      throws IOException, ImportException {
    if (files.isEmpty()) {
      throw new ImportException("there are no files; " + FolderLayout.EXPECTED);
    }
    var probed = new Files(files);
    var found = new ArrayList<Found>();
    for (var format : FORMATS) {
      format.evidence(probed).ifPresent(file -> found.add(new Found(format, file)));
    }
    if (found.size() > 1) {
      throw new ImportException(
          "it is not clear what the data set is: %s; import one of them alone"
              .formatted(
                  found.stream()
                      .map(each -> "'%s' is %s".formatted(each.evidence(), each.format().label()))
                      .collect(Collectors.joining(", "))));
    }
    if (!found.isEmpty()) {
      return found.get(0).format().read(probed, options);
    }
    try {
      return FolderLayout.read(probed, folders, options.leastClasses());
    } catch (ImportException e) {
      var nearly = ManifestLayout.nearly(probed);
      throw nearly.isEmpty() ? e : new ImportException(e.getMessage() + "; " + nearly.get());
    }
  }
}
