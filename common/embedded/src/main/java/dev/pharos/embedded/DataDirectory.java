package dev.pharos.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that one process at a time may use: made if absent, checked to be writable, and locked
 * until closed. The operating system frees the lock of a process that dies, however it dies.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = "pharos.lock";

  /**
   * Far behind the holder's process id, which stays readable for others where locks are mandatory.
   */
  private static final long LOCKED_BYTE = 1L << 40;

  /**
   * The folders this process holds. To open a lock file a second time and close it again would free
   * the first lock (POSIX locks belong to the process, not to the open file), so it must not
   * happen.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes the folder for this process.
   *
   * @param folder made, with its parents, if absent
   * @param neededBytes the free space without which there is no point in starting
   * @throws EmbeddedException if it is no folder, cannot be written, is too full or in use
   */
  public static DataDirectory open(Path folder, long neededBytes) {
    var path = writable(folder);
    requireSpace(path, neededBytes);
    if (!HELD.add(path)) {
      throw inUse(path, "this process");
    }
    try {
      return new DataDirectory(path, lock(path));
    } catch (RuntimeException e) {
      HELD.remove(path);
      throw e;
    }
  }

  /** The folder, absolute and free of symbolic links. */
  public Path path() {
    return path;
  }

  /** A path inside the folder. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** Lets the next process take the folder. Closing again does nothing. */
  @Override
  public void close() {
    if (!lock.isOpen()) {
      return;
    }
    try {
      lock.close();
    } catch (IOException e) {
      throw new EmbeddedException("cannot unlock the data folder " + path + ": " + e, e);
    } finally {
      HELD.remove(path);
    }
  }

  private static Path writable(Path folder) {
    try {
      var path = Files.createDirectories(folder.toAbsolutePath().normalize()).toRealPath();
      // Permission bits do not tell: a read-only mount, an ACL or root would contradict them.
      Files.delete(Files.createTempFile(path, "write-test-", ".tmp"));
      return path;
    } catch (IOException e) {
      throw new EmbeddedException(
          "cannot write in the data folder %s (%s): make it writable for this user, free some space on its disk, or choose another folder"
              .formatted(folder.toAbsolutePath(), e),
          e);
    }
  }

  private static void requireSpace(Path path, long neededBytes) {
    try {
      long usable = Files.getFileStore(path).getUsableSpace();
      if (usable < neededBytes) {
        throw new EmbeddedException(
            "the disk of the data folder %s has only %d MiB left, at least %d MiB are needed: free some space or choose another folder"
                .formatted(path, usable >> 20, neededBytes >> 20));
      }
    } catch (IOException e) {
      throw new EmbeddedException("cannot tell the free space of " + path + ": " + e, e);
    }
  }

  private static FileChannel lock(Path path) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path.resolve(LOCK_FILE), CREATE, READ, WRITE);
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw inUse(path, holder(channel));
      }
      channel.truncate(0);
      channel.write(UTF_8.encode("process " + ProcessHandle.current().pid()), 0);
      return channel;
    } catch (IOException | RuntimeException e) {
      closeQuietly(channel, e);
      if (e instanceof EmbeddedException known) {
        throw known;
      }
      throw new EmbeddedException("cannot lock the data folder " + path + ": " + e, e);
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    var content = ByteBuffer.allocate(64);
    channel.read(content, 0);
    var holder = UTF_8.decode(content.flip()).toString().strip();
    return holder.isEmpty() ? "another process" : holder;
  }

  private static EmbeddedException inUse(Path path, String holder) {
    return new EmbeddedException(
        "the data folder %s is in use by %s: stop that first, or choose another folder"
            .formatted(path, holder));
  }

  private static void closeQuietly(FileChannel channel, Throwable cause) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
