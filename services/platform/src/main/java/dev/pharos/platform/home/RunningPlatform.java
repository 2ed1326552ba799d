package dev.pharos.platform.home;

import dev.pharos.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * What a platform leaves in its data folder while it runs, so that commands on the same machine
 * find it on whatever port it listens.
 *
 * @param pid its process
 * @param url address of dashboard and API
 * @param kafka bootstrap servers
 * @param postgres JDBC URL, without credentials
 * @param version of Pharos
 * @param startedAt when it was ready
 */
public record RunningPlatform(
    long pid, String url, String kafka, String postgres, String version, Instant startedAt) {
  private static final String FILE = "platform.json";

  /** Leaves the note, whole or not at all. */
  public void writeTo(Path home) throws IOException {
    var half = Files.createTempFile(home, FILE, ".tmp");
    Files.writeString(half, Json.mapper().writeValueAsString(this) + "\n");
    Files.move(
        half,
        home.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes the note away. */
  public static void removeFrom(Path home) throws IOException {
    Files.deleteIfExists(home.resolve(FILE));
  }

  /** The platform that runs on a data folder; empty if none does, or it was killed. */
  public static Optional<RunningPlatform> find(Path home) {
    try {
      var note =
          Json.mapper().readValue(Files.readString(home.resolve(FILE)), RunningPlatform.class);
      return Optional.of(note).filter(RunningPlatform::alive);
    } catch (IOException e) {
      // No folder, no note, or not ours to read: for this user no platform runs there.
      return Optional.empty();
    }
  }

  private boolean alive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
