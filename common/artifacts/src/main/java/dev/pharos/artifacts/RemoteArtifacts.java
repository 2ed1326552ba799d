package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.runtime.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Artifacts behind HTTP, as docs/http-api.md has it: {@code GET}, {@code HEAD} and {@code PUT} of
 * {@code /v1/artifacts/DIGEST}. What a later try can mend is an {@link IOException}, what it cannot
 * an {@link ArtifactException}.
 *
 * <p>Made with the client of {@code java.net} because it limits the time between two pieces of a
 * body, not only the time until an answer begins.
 */
final class RemoteArtifacts {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int SILENCE_MILLIS = 15_000;
  private static final int DAMAGED = HttpURLConnection.HTTP_GONE;
  private static final int MOST_WORDS = 2_000;

  private final URI address;
  private final Optional<Secret> token;

  /**
   * @param address of a service, without a path
   * @param token what it asks for, if anything
   */
  RemoteArtifacts(URI address, Optional<Secret> token) {
    this.address = address;
    this.token = token;
  }

  /**
   * Reads an artifact from one of its bytes on. Nothing is checked here.
   *
   * @throws MissingArtifactException if the service does not have it
   */
  InputStream open(ArtifactRef artifact, long from) throws IOException {
    var connection = connect("GET", artifact);
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=%d-".formatted(from));
    }
    var status = connection.getResponseCode();
    if (status != 200 && status != 206) {
      throw refused(connection, status, artifact);
    }
    var content = connection.getInputStream();
    if (status == 200) {
      content.skipNBytes(from);
    }
    return content;
  }

  /** Whether the service has an artifact, undamaged: one that is not is mended by sending it. */
  boolean has(ArtifactRef artifact) throws IOException {
    var connection = connect("HEAD", artifact);
    var status = connection.getResponseCode();
    if (status == 404 || status == DAMAGED) {
      return false;
    } else if (status != 200) {
      throw refused(connection, status, artifact);
    }
    return connection.getContentLengthLong() == artifact.size();
  }

  /** Sends an artifact. */
  void put(ArtifactRef artifact, Path file) throws IOException {
    var connection = connect("PUT", artifact);
    connection.setRequestProperty("Content-Type", "application/octet-stream");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(artifact.size());
    try (var body = connection.getOutputStream()) {
      Files.copy(file, body);
    }
    var status = connection.getResponseCode();
    if (status / 100 != 2) {
      throw refused(connection, status, artifact);
    }
  }

  private HttpURLConnection connect(String method, ArtifactRef artifact) throws IOException {
    var place = address.resolve("/v1/artifacts/" + artifact.digest()).toURL();
    var connection = (HttpURLConnection) place.openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(SILENCE_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept-Encoding", "identity");
    token.ifPresent(
        secret -> connection.setRequestProperty("Authorization", "Bearer " + secret.reveal()));
    return connection;
  }

  private IOException refused(HttpURLConnection connection, int status, ArtifactRef artifact) {
    if (status == 404) {
      return new MissingArtifactException(artifact, this);
    } else if (status == DAMAGED) {
      return new CorruptArtifactException(artifact, this, "other bytes");
    }
    var message =
        "%s answers %d to %s of the artifact %s: %s"
            .formatted(
                this, status, connection.getRequestMethod(), artifact.digest(), words(connection));
    var passing = (status >= 500 && status != 507) || status == 408 || status == 429;
    return passing ? new IOException(message) : new ArtifactException(message);
  }

  private static String words(HttpURLConnection connection) {
    try (var body = connection.getErrorStream()) {
      return body == null
          ? "no reason given"
          : new String(body.readNBytes(MOST_WORDS), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public String toString() {
    return "the artifact store at " + address;
  }
}
