package dev.pharos.dataset.source;

import dev.pharos.contracts.dataset.BadFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The files below a folder. Links are never followed, so nothing outside of it is read. */
public final class FolderSource implements Source {
  private final List<SourceFile> files;
  private final List<BadFile> refused;
  private final Set<String> folders;

  private FolderSource(List<SourceFile> files, List<BadFile> refused, Set<String> folders) {
    this.files = files;
    this.refused = List.copyOf(refused);
    this.folders = Set.copyOf(folders);
  }

  /**
   * Lists a folder.
   *
   * @param check called now and then; may throw to stop
   * @throws ImportException if there are too many files
   */
  public static FolderSource list(Path folder, SourceLimits limits, Runnable check)
      throws IOException, ImportException {
    var walk = new FolderWalk(folder, limits, check);
    Files.walkFileTree(folder, walk);
    if (walk.size() > limits.files()) {
      throw new ImportException(
          "the folder has more than %d files, which is the limit".formatted(limits.files()));
    }
    return new FolderSource(walk.files(), walk.refused(), walk.folders());
  }

  @Override
  public List<SourceFile> files() {
    return files;
  }

  @Override
  public List<BadFile> refused() {
    return refused;
  }

  @Override
  public Set<String> folders() {
    return folders;
  }

  @Override
  public void close() {}

  /**
   * A regular file, read as a whole.
   *
   * @param odd the file, where its name as text does not lead to it; else null
   */
  record FolderFile(Path root, String path, Path odd, long mostBytes) implements SourceFile {
    Path file() {
      return odd == null ? root.resolve(path) : odd;
    }

    @Override
    public long length() {
      try {
        return Files.readAttributes(file(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
            .size();
      } catch (IOException e) {
        return 0; // told when it is read
      }
    }

    @Override
    public byte[] read(long from, int count) throws IOException {
      try (var channel =
          FileChannel.open(file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        var buffer = ByteBuffer.allocate(SourceFile.available(channel.size(), from, count));
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
        return Arrays.copyOf(buffer.array(), buffer.position());
      } catch (IOException e) {
        throw new UnusableFileException("it cannot be read: " + e.getMessage());
      }
    }

    @Override
    public byte[] read() throws IOException {
      try (var channel =
          FileChannel.open(file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        var size = channel.size();
        if (size > mostBytes) {
          throw new UnusableFileException(
              "it has %d bytes, more than the limit of %d".formatted(size, mostBytes));
        }
        var content = ByteBuffer.allocate((int) size);
        while (content.hasRemaining() && channel.read(content) >= 0) {}
        if (content.hasRemaining() || channel.size() != size) {
          throw new UnusableFileException("it changed while it was read");
        }
        return content.array();
      } catch (NoSuchFileException e) {
        throw new UnusableFileException("it was removed while the import ran");
      } catch (AccessDeniedException e) {
        throw new UnusableFileException("the data-set service may not read it");
      } catch (UnusableFileException e) {
        throw e;
      } catch (IOException e) {
        throw new UnusableFileException("it cannot be read: " + e.getMessage());
      }
    }
  }
}
