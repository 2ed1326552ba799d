package dev.pharos.artifacts;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Who keeps artifacts in a store: a file named by each installation.
 *
 * @param folder where these files are
 */
record Owners(Path folder) {
  private static final String WORDS =
      "This installation of Pharos keeps artifacts here. Where there are several, none deletes what"
          + " it does not know. Delete this file when the installation is no more.\n";

  void add(UUID owner) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(owner.toString()), WORDS);
  }

  Set<String> all() throws IOException {
    var names = new HashSet<String>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      }
    }
    return names;
  }
}
