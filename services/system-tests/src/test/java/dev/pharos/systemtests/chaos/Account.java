package dev.pharos.systemtests.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Tells people what was seen: a line each in {@code target/chaos.txt}. */
final class Account {
  private static final Path FILE = Path.of("target", "chaos.txt");

  private Account() {}

  static synchronized void tell(String format, Object... values) {
    var line = String.format(Locale.ROOT, format, values);
    System.out.println(line);
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(
          FILE, line + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
