package dev.pharos.benchmarks.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most physical memory that this process held; known on Linux alone. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path RESET = Path.of("/proc/self/clear_refs");

  private PeakMemory() {}

  /** The most held since the last call, in bytes; 0 where it is not known. */
  static long take() {
    if (!Files.isReadable(STATUS) || !Files.isWritable(RESET)) {
      return 0;
    }
    try (var lines = Files.lines(STATUS)) {
      long held =
          lines
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
              .findFirst()
              .orElse(0);
      Files.writeString(RESET, "5");
      return held;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
