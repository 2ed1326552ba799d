package dev.pharos.imaging.samples;

import dev.pharos.imaging.PngEncoder;
import dev.pharos.imaging.SplitMix;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Writes what a painter draws, on all processors, into a folder that appears when it is whole. */
final class SampleFolder {
  private final Painter painter;
  private final Path folder;

  SampleFolder(Painter painter, Path folder) {
    this.painter = painter;
    this.folder = folder.toAbsolutePath().normalize();
  }

  void write(int count, long seed) throws IOException {
    if (count < 1) {
      throw new IllegalArgumentException("count is %d, must be at least 1".formatted(count));
    }
    refuseOccupied();
    Files.createDirectories(folder.getParent());
    var partial =
        Files.createDirectory(
            folder.resolveSibling(".%s-%s".formatted(folder.getFileName(), UUID.randomUUID())));
    try {
      for (var name : painter.classes()) {
        Files.createDirectory(partial.resolve(name));
      }
      writeAll(partial, count, seed);
      // Replaces an empty folder, and fails if somebody filled it meanwhile.
      Files.move(partial, folder, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(partial);
    }
  }

  private void refuseOccupied() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException("%s is a file, not a folder".formatted(folder));
    }
    try (var entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new FileAlreadyExistsException(
            "the folder %s is not empty; choose another or empty it".formatted(folder));
      }
    }
  }

  private void writeAll(Path into, int count, long seed) throws IOException {
    var threads = Runtime.getRuntime().availableProcessors();
    var pool = Executors.newFixedThreadPool(threads);
    try {
      var parts = new ArrayList<Callable<Void>>();
      for (var part = 0; part < threads; part++) {
        var first = part;
        parts.add(() -> writePart(into, first, threads, count, seed));
      }
      for (var part : pool.invokeAll(parts)) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("drawing into %s failed: %s".formatted(folder, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("drawing into %s was interrupted".formatted(folder));
    } finally {
      pool.shutdownNow();
    }
  }

  private Void writePart(Path into, int first, int step, int count, long seed) throws IOException {
    var classes = painter.classes();
    try (var encoder = new PngEncoder()) {
      for (var i = first; i < count; i += step) {
        var label = i % classes.size();
        var image = painter.paint(label, new SplitMix(seed, i));
        var name = "%05d.png".formatted(i / classes.size());
        Files.write(into.resolve(classes.get(label)).resolve(name), encoder.encode(image));
      }
    }
    return null;
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (var paths = Files.walk(tree)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
