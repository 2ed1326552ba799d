package dev.pharos.dataset.source;

import dev.pharos.contracts.dataset.BadFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The files below a folder. Links are never followed, so nothing outside of it is read. */
public final class FolderSource implements Source {
  private final List<SourceFile> files;
  private final List<BadFile> refused;
  private final Set<String> folders;

  private FolderSource(List<FolderFile> files, List<BadFile> refused, Set<String> folders) {
    this.files = List.copyOf(files);
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
    var visitor = new Visitor(folder, limits, check);
    Files.walkFileTree(folder, visitor);
    if (visitor.files.size() > limits.files()) {
      throw new ImportException(
          "the folder has more than %d files, which is the limit".formatted(limits.files()));
    }
    visitor.files.sort(Comparator.comparing(SourceFile::path));
    return new FolderSource(visitor.files, visitor.refused, visitor.folders);
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
   * A regular file, read as a whole. There may be millions, and a {@link Path} takes more memory
   * than all else that is known of one.
   *
   * @param odd the file, where its name as text does not lead to it; else null
   */
  record FolderFile(Path root, String path, Path odd, long length, long mostBytes)
      implements SourceFile {
    static FolderFile of(Path root, String path, Path file, long length, long mostBytes) {
      return new FolderFile(root, path, leadsTo(root, path, file) ? null : file, length, mostBytes);
    }

    /** Not so if the name has backslashes, or bytes that are no text. */
    private static boolean leadsTo(Path root, String path, Path file) {
      try {
        return root.resolve(path).equals(file);
      } catch (InvalidPathException e) {
        return false;
      }
    }

    Path file() {
      return odd == null ? root.resolve(path) : odd;
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

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final SourceLimits limits;
    private final Runnable check;
    private final List<FolderFile> files = new ArrayList<>();
    private final List<BadFile> refused = new ArrayList<>();
    private final Set<String> folders = new HashSet<>();

    Visitor(Path root, SourceLimits limits, Runnable check) {
      this.root = root;
      this.limits = limits;
      this.check = check;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      check.run();
      if (!folder.equals(root)) {
        if (Junk.isName(folder.getFileName().toString())) {
          return FileVisitResult.SKIP_SUBTREE;
        }
        folders.add(path(folder));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (Junk.isName(file.getFileName().toString())) {
        return FileVisitResult.CONTINUE;
      }
      var path = path(file);
      if (attributes.isRegularFile()) {
        files.add(FolderFile.of(root, path, file, attributes.size(), limits.fileBytes()));
      } else {
        refused.add(
            new BadFile(
                path,
                attributes.isSymbolicLink()
                    ? "it is a symbolic link, which is not followed"
                    : "it is not a regular file"));
      }
      return files.size() > limits.files() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (file.equals(root)) {
        throw failure;
      }
      refused.add(new BadFile(path(file), "it cannot be read: " + failure));
      return FileVisitResult.CONTINUE;
    }

    private String path(Path file) {
      return root.relativize(file).toString().replace('\\', '/');
    }
  }
}
