package dev.pharos.dataset.source;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.source.FolderSource.FolderFile;
import dev.pharos.imaging.IntSort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The files below a folder, and those within its tars and compressed files. */
public final class ExpandedFolder implements Source {
  private final FolderSource plain;
  private final ArchiveSource unpacked;
  private final List<SourceFile> files;

  /**
   * @param isContainer which of the plain files were unpacked
   */
  private ExpandedFolder(FolderSource plain, BitSet isContainer, ArchiveSource unpacked) {
    this.plain = plain;
    this.unpacked = unpacked;
    var plainOnes = plain.files();
    var inner = unpacked.files();
    IntFunction<SourceFile> file =
        number ->
            number < plainOnes.size()
                ? plainOnes.get(number)
                : inner.get(number - plainOnes.size());
    var order =
        IntStream.range(0, plainOnes.size() + inner.size())
            .filter(number -> !isContainer.get(number))
            .toArray();
    IntSort.sort(order, (one, other) -> file.apply(one).path().compareTo(file.apply(other).path()));
    this.files = new DerivedList<>(order.length, place -> file.apply(order[place]));
  }

  /**
   * Lists a folder and unpacks what it holds packed.
   *
   * @param bundle the file to unpack into, made if there is anything to unpack
   * @param watch told how far it is; may stop it
   * @throws ImportException if there is too much, or what is packed is damaged
   */
  public static Source open(Path folder, Path bundle, SourceLimits limits, Watch watch)
      throws IOException, ImportException {
    var plain = FolderSource.list(folder, limits, watch::check);
    var containers = new ArrayList<FolderFile>();
    var isContainer = new BitSet();
    for (var number = 0; number < plain.files().size(); number++) {
      watch.check();
      if (plain.files().get(number) instanceof FolderFile file && isContainer(file)) {
        containers.add(file);
        isContainer.set(number);
      }
    }
    if (containers.isEmpty()) {
      return plain;
    }
    var bytes = containers.stream().mapToLong(FolderFile::length).sum();
    var unpacked =
        ArchiveSource.unpack(into -> unpack(containers, into), bytes, bundle, limits, watch);
    return new ExpandedFolder(plain, isContainer, unpacked);
  }

  private static void unpack(List<FolderFile> containers, Unpacking into)
      throws IOException, ImportException {
    for (var container : containers) {
      try (var in = into.watched(container.file())) {
        into.take(container.path(), in);
      }
    }
  }

  /** A file that is called like an image is one, or a bad one: millions need not be opened. */
  private static boolean isContainer(FolderFile file) throws IOException {
    if (Probe.isNamedLikeImage(file)) {
      return false;
    }
    try {
      var start = file.read(0, Tars.BLOCK);
      return Compression.of(start).isPresent() || Tars.begins(start);
    } catch (UnusableFileException e) {
      return false; // told when it is read as a whole
    }
  }

  @Override
  public List<SourceFile> files() {
    return files;
  }

  @Override
  public List<BadFile> refused() {
    var all = new ArrayList<>(plain.refused());
    all.addAll(unpacked.refused());
    return all;
  }

  @Override
  public Set<String> folders() {
    var all = new HashSet<>(plain.folders());
    all.addAll(unpacked.folders());
    return all;
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }
}
