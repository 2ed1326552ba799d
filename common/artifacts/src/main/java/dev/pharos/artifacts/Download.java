package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings artifacts from a service into a folder. A transfer that breaks goes on where it broke;
 * under its name an artifact appears only when its checksum is right.
 *
 * @param patience for how long a transfer may stand still
 * @param counted told of bytes as they come
 */
record Download(
    RemoteArtifacts remote, ArtifactFiles files, Duration patience, LongConsumer counted) {
  private static final Logger log = LoggerFactory.getLogger(Download.class);
  private static final int PIECE = 1 << 16;

  /** Fetches an artifact; twice if what came first was not it. */
  void fetch(ArtifactRef artifact, Runnable check) throws IOException {
    var began = System.nanoTime();
    try {
      once(artifact, check);
    } catch (CorruptArtifactException e) {
      log.warn("fetching again: {}", e.getMessage());
      once(artifact, check);
    }
    log.info(
        "fetched {} ({} bytes) from {} in {} ms",
        artifact.digest(),
        artifact.size(),
        remote,
        (System.nanoTime() - began) / 1_000_000);
  }

  private void once(ArtifactRef artifact, Runnable check) throws IOException {
    try (var writer = new FileWriter(files)) {
      var transfer = new Transfer(artifact, writer, check);
      transfer.run();
      writer.commit(artifact);
    }
  }

  /** One artifact on its way. */
  private final class Transfer {
    private final ArtifactRef artifact;
    private final FileWriter writer;
    private final Runnable check;
    private final Retries retries;
    private final byte[] piece = new byte[PIECE];
    private long written;

    Transfer(ArtifactRef artifact, FileWriter writer, Runnable check) {
      this.artifact = artifact;
      this.writer = writer;
      this.check = check;
      this.retries =
          new Retries(
              "fetching the artifact %s from %s".formatted(artifact.digest(), remote),
              patience,
              check);
    }

    void run() throws IOException {
      if (artifact.size() > 0) {
        retries.until(this::goOn);
      }
    }

    private void goOn() throws IOException {
      try (var content = remote.open(artifact, written)) {
        while (written < artifact.size()) {
          var length = (int) Math.min(PIECE, artifact.size() - written);
          var read = content.read(piece, 0, length);
          if (read < 0) {
            throw new IOException(
                "it ended after %d of %d bytes".formatted(written, artifact.size()));
          }
          check.run();
          writer.write(piece, 0, read);
          written += read;
          counted.accept(read);
          retries.progressed();
        }
      }
    }
  }
}
