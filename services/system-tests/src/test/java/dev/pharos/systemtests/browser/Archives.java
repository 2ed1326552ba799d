package dev.pharos.systemtests.browser;

import dev.pharos.testkit.TemporaryFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of folders, to be uploaded. */
final class Archives {
  private Archives() {}

  /** A zip of a folder's files, in a folder of its own. */
  static Path zip(Path folder, String name) throws IOException {
    var zip = TemporaryFolders.untilTheEnd("zip").resolve(name);
    try (var out = new ZipOutputStream(Files.newOutputStream(zip));
        var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return zip;
  }
}
