package dev.pharos.platform.cli;

import dev.pharos.platform.client.Answer;
import dev.pharos.platform.client.CountedStream;
import dev.pharos.platform.client.FolderTar;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.ProblemException;
import dev.pharos.platform.client.ServerException;
import dev.pharos.platform.client.Uris;
import dev.pharos.platform.terminal.ProgressDisplay;
import dev.pharos.platform.terminal.Terminal;
import dev.pharos.platform.terminal.Words;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Sends a folder or an archive to a platform that cannot see it, and goes on where it stopped when
 * the connection breaks.
 */
final class Upload {
  private static final int MOST_FAILURES = 20;
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 15_000;

  /** Not at the place where the upload goes on; in use; a proxy or service that is away. */
  private static final Set<Integer> PASSING = Set.of(409, 423, 502, 503, 504);

  private final PharosClient client;
  private final Terminal terminal;

  Upload(PharosClient client, Terminal terminal) {
    this.client = client;
    this.terminal = terminal;
  }

  /** Something that can be read from its beginning, each time the same. */
  private interface Source {
    InputStream open() throws IOException;
  }

  /**
   * Sends a folder as a tar archive, a file as it is.
   *
   * @param query the settings of the import
   * @return the import that the last byte began
   */
  Answer send(Path path, String dataset, Map<String, ?> query) throws InterruptedException {
    try {
      if (Files.isDirectory(path)) {
        var tar = FolderTar.of(path);
        return send(tar::open, tar.bytes(), dataset, query);
      }
      return send(() -> Files.newInputStream(path), Files.size(path), dataset, query);
    } catch (IOException e) {
      throw new CommandFailure("cannot read %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  private Answer send(Source source, long total, String dataset, Map<String, ?> query)
      throws IOException, InterruptedException {
    var uploads = "/v1/datasets/%s/uploads".formatted(Uris.segment(dataset));
    var id =
        client
            .send(
                "POST",
                uploads,
                query,
                Map.of("Upload-Length", Long.toString(total)),
                BodyPublishers.noBody())
            .body()
            .path("id")
            .asText();
    var path = uploads + "/" + id;
    try (var display = ProgressDisplay.on(terminal, "uploading")) {
      var offset = 0L;
      var failures = 0;
      while (offset < total) {
        try {
          append(source, path, offset, total, display);
          offset = total;
        } catch (ServerException failure) {
          failures++;
          if (!isPassing(failure) || failures > MOST_FAILURES) {
            throw failure;
          }
          display.update(offset, total, "the connection broke, trying again");
          Thread.sleep(
              Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 10)));
          var there = offset(path, id, offset, total);
          failures = there > offset ? 0 : failures;
          offset = there;
        }
      }
    }
    return client.get("/v1/imports/" + id);
  }

  private void append(Source source, String path, long offset, long total, ProgressDisplay display)
      throws IOException {
    try (var in = source.open()) {
      in.skipNBytes(offset);
      var failure = new IOException[1];
      var counted =
          new CountedStream(
              in,
              done -> {
                var sent = Math.min(offset + done, total);
                display.update(sent, total, Words.bytes(sent) + " of " + Words.bytes(total));
              }) {
            @Override
            public int read(byte[] buffer, int at, int length) throws IOException {
              try {
                return super.read(buffer, at, length);
              } catch (IOException e) {
                failure[0] = e;
                throw e;
              }
            }
          };
      try {
        client.send(
            "PATCH",
            path,
            Map.of(),
            Map.of(
                "Upload-Offset",
                Long.toString(offset),
                "Content-Type",
                "application/offset+octet-stream"),
            BodyPublishers.ofInputStream(() -> counted));
      } catch (ServerException e) {
        if (failure[0] != null) {
          throw failure[0]; // the file's fault, not the connection's
        }
        throw e;
      }
    }
  }

  private static boolean isPassing(ServerException failure) {
    return !(failure instanceof ProblemException problem) || PASSING.contains(problem.status());
  }

  /** Where the upload goes on; one that is whole has become an import. */
  private long offset(String path, String id, long before, long total) {
    try {
      return client.get(path).body().path("offset").asLong(before);
    } catch (ProblemException e) {
      if (e.status() == 404 && isImport(id)) {
        return total;
      } else if (PASSING.contains(e.status())) {
        return before;
      }
      throw e;
    } catch (ServerException e) {
      return before; // still away
    }
  }

  private boolean isImport(String id) {
    try {
      return client.get("/v1/imports/" + id).status() == 200;
    } catch (ProblemException e) {
      return false;
    }
  }
}
