package dev.pharos.platform.cli;

import dev.pharos.platform.client.Answer;
import dev.pharos.platform.client.CountedStream;
import dev.pharos.platform.client.FolderTar;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.terminal.ProgressDisplay;
import dev.pharos.platform.terminal.Terminal;
import dev.pharos.platform.terminal.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Sends a folder or an archive to a platform that cannot see it. */
final class Upload {
  private final PharosClient client;
  private final Terminal terminal;

  Upload(PharosClient client, Terminal terminal) {
    this.client = client;
    this.terminal = terminal;
  }

  /** Something that can be read from its beginning. */
  private interface Source {
    InputStream open() throws IOException;
  }

  /** Sends a folder as a tar archive, a file as it is. */
  Answer send(Path path, String to, Map<String, ?> query) {
    try {
      if (Files.isDirectory(path)) {
        var tar = FolderTar.of(path);
        return send(tar::open, tar.bytes(), to, query);
      }
      return send(() -> Files.newInputStream(path), Files.size(path), to, query);
    } catch (IOException e) {
      throw new CommandFailure("cannot read %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  private Answer send(Source source, long total, String to, Map<String, ?> query) {
    try (var display = ProgressDisplay.on(terminal, "uploading")) {
      var body =
          BodyPublishers.ofInputStream(
              () -> {
                try {
                  return new CountedStream(
                      source.open(),
                      done ->
                          display.update(
                              Math.min(done, total),
                              total,
                              Words.bytes(done) + " of " + Words.bytes(total)));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      return client.send("PUT", to, query, "application/octet-stream", body);
    }
  }
}
