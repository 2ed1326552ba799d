package dev.pharos.dataset.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pharos.contracts.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Uploads that come in pieces: a folder for each, with what it is for and the bytes that have come.
 * How far an upload is is the length of its file, so that nothing but the disk has to survive.
 */
public final class Incoming {
  private static final String ABOUT = "upload.json";
  private static final String CONTENT = "content";
  private static final ObjectMapper JSON = Json.mapper();

  private final Path directory;
  private final Duration patience;

  /**
   * Opens the folder, making it if it is absent.
   *
   * @param patience how long an upload may be silent before it is given up
   */
  Incoming(Path directory, Duration patience) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.patience = patience;
  }

  /**
   * What an upload is for.
   *
   * @param length bytes in all
   */
  public record Upload(
      UUID id,
      String dataset,
      long length,
      long splitSeed,
      double maxBadShare,
      ImportOptions options) {
    /** The import that its last byte begins; asked for twice, it is one. */
    NewImport wanted() {
      return new NewImport(
          "upload:" + id,
          dataset,
          "upload of %d bytes".formatted(length),
          "upload:" + id,
          splitSeed,
          maxBadShare,
          options);
    }
  }

  /** Begins an upload. */
  public void create(Upload upload) throws IOException {
    var folder = Files.createDirectories(folder(upload.id()));
    Files.createFile(folder.resolve(CONTENT));
    // What it is for appears last and whole: a folder without it is no upload.
    var partial = folder.resolve(ABOUT + ".partial");
    Files.write(partial, JSON.writeValueAsBytes(upload));
    Files.move(partial, folder.resolve(ABOUT), StandardCopyOption.ATOMIC_MOVE);
  }

  /** An upload, if it is known. */
  public Optional<Upload> find(UUID id) throws IOException {
    try {
      return Optional.of(
          JSON.readValue(Files.readAllBytes(folder(id).resolve(ABOUT)), Upload.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** How many bytes have come. */
  public long offset(UUID id) throws IOException {
    return Files.size(content(id));
  }

  /** Opens an upload for more bytes. */
  public FileChannel append(UUID id) throws IOException {
    return FileChannel.open(content(id), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /** When an upload is given up if nothing more comes. */
  public Instant expiry(UUID id) throws IOException {
    return Files.getLastModifiedTime(content(id)).toInstant().plus(patience);
  }

  /**
   * Whether nothing has come for so long that nothing more is waited for. What is no whole upload,
   * because a process died when it began one, is silent like any other.
   */
  boolean isSilent(UUID id) throws IOException {
    var place = Files.exists(content(id)) ? content(id) : folder(id);
    var last = Files.getLastModifiedTime(place).toInstant();
    return last.plus(patience).isBefore(Instant.now());
  }

  /** The bytes of an upload. */
  Path content(UUID id) {
    return folder(id).resolve(CONTENT);
  }

  /** Deletes an upload. */
  public void discard(UUID id) throws IOException {
    var folder = folder(id);
    // First what makes it an upload.
    Files.deleteIfExists(folder.resolve(ABOUT));
    if (Files.exists(folder)) {
      try (var paths = Files.walk(folder)) {
        for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** All that is there, also what is no whole upload. */
  List<UUID> list() throws IOException {
    var ids = new ArrayList<UUID>();
    try (var folders = Files.list(directory)) {
      for (var folder : folders.toList()) {
        id(folder).ifPresent(ids::add);
      }
    }
    return ids;
  }

  /** What somebody else has put there is none of ours. */
  private static Optional<UUID> id(Path folder) {
    try {
      return Optional.of(UUID.fromString(folder.getFileName().toString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Path folder(UUID id) {
    return directory.resolve(id.toString());
  }
}
