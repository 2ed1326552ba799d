package dev.pharos.dataset.source;

import dev.pharos.contracts.dataset.BadFile;
import java.io.Closeable;
import java.util.List;
import java.util.Set;

/** Where an import takes its files from. */
public interface Source extends Closeable {
  /**
   * The files by path, but for what no data set is made of (hidden files, leavings of file
   * managers). There may be millions: each is made when it is asked for.
   */
  List<SourceFile> files();

  /** What looks like a file and must not be read: links, devices, names that lead elsewhere. */
  List<BadFile> refused();

  /** Folders that it names, by path; some may be empty. */
  Set<String> folders();
}
