package dev.pharos.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Changes what files say about themselves. */
final class Archives {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Archives() {}

  static void rewriteJson(Path file, String document, Consumer<ObjectNode> change)
      throws IOException {
    var entries = read(file);
    var json = (ObjectNode) JSON.readTree(entries.get(document));
    change.accept(json);
    entries.put(document, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    write(file, entries);
  }

  static void remove(Path file, String entry) throws IOException {
    var entries = read(file);
    entries.remove(entry);
    write(file, entries);
  }

  private static Map<String, byte[]> read(Path file) throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipFile(file.toFile())) {
      for (var old : zip.stream().toList()) {
        entries.put(old.getName(), zip.getInputStream(old).readAllBytes());
      }
    }
    return entries;
  }

  private static void write(Path file, Map<String, byte[]> entries) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var content : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(content.getKey()));
        zip.write(content.getValue());
      }
    }
  }
}
