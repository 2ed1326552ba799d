package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A place for an artifact store that can be full. Who may mount gets a file system of its own;
 * anybody else a limit to the size of the worker's files, beyond which writing fails in the middle
 * of a file just as well: {@code -Dpharos.chaos.disk=limit} has that for everybody.
 */
final class SmallDisk implements AutoCloseable {
  private static final long BYTES = 160L << 20;

  /** Less than a checkpoint and more than a log. */
  private static final long MOST_FILE_BYTES = 256L << 10;

  private static final boolean MAY_MOUNT = !"limit".equals(System.getProperty("pharos.chaos.disk"));

  private final Path root;
  private final boolean mounted;

  SmallDisk(Path root) throws IOException, InterruptedException {
    this.root = Files.createDirectory(root);
    this.mounted =
        MAY_MOUNT && run("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", root.toString());
  }

  /** Whether this machine lets us limit what a process writes, one way or the other. */
  boolean works() throws IOException, InterruptedException {
    return mounted || run("prlimit", "--version");
  }

  Path root() {
    return root;
  }

  /** Where the worker finds no room: it writes a checkpoint in its own folder first. */
  String place() {
    return mounted ? "artifact store" : "the worker's folder";
  }

  /** How it becomes full. */
  String way() {
    return mounted ? "a full disk of %d MiB".formatted(BYTES >> 20) : "files of limited size";
  }

  /** From now on nothing more can be written by a worker. */
  void fill(ServiceProcess worker) throws IOException, InterruptedException {
    if (!mounted) {
      limit(worker, Long.toString(MOST_FILE_BYTES));
      return;
    }
    var chunk = new byte[1 << 16];
    try (var file = new RandomAccessFile(filler().toFile(), "rw")) {
      for (long written = 0; written < BYTES; written += chunk.length) {
        file.write(chunk);
      }
    } catch (IOException full) {
      assertThat(Files.size(filler())).isPositive();
    }
  }

  /** There is room again. */
  void makeRoom(ServiceProcess worker) throws IOException, InterruptedException {
    if (mounted) {
      Files.delete(filler());
    } else {
      limit(worker, "unlimited");
    }
  }

  private static void limit(ServiceProcess worker, String bytes)
      throws IOException, InterruptedException {
    var pid = Long.toString(worker.pid());
    assertThat(run("prlimit", "--pid", pid, "--fsize=" + bytes + ":")).isTrue();
  }

  private Path filler() {
    return root.resolve("filler");
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // There is no such program here.
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (mounted) {
      assertThat(run("umount", root.toString())).isTrue();
    }
  }
}
