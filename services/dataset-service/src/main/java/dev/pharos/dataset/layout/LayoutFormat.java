package dev.pharos.dataset.layout;

import dev.pharos.dataset.source.ImportException;
import java.io.IOException;
import java.util.Optional;

/** One way in which data sets come. */
interface LayoutFormat {
  /** What people call it. */
  String label();

  /** A file that shows that the data set comes this way; empty if it does not. */
  Optional<String> evidence(Files files) throws IOException;

  /**
   * Reads a data set that comes this way.
   *
   * @throws ImportException if it is damaged or says two things at once
   */
  Layout read(Files files, LayoutOptions options) throws IOException, ImportException;
}
