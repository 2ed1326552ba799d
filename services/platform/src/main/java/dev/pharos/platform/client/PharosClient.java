package dev.pharos.platform.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pharos.contracts.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Asks a platform over HTTP and waits for the answer. Paths are those of docs/http-api.md, without
 * the address. Safe for several threads.
 */
public final class PharosClient {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  /** The first answer to an upload comes when its last byte has been stored. */
  private static final Duration UPLOAD_LIMIT = Duration.ofHours(12);

  private final URI server;
  private final Optional<String> token;
  private final HttpClient http;

  /**
   * A client of one platform.
   *
   * @param server address such as {@code http://127.0.0.1:8080}
   * @param token what the platform asks for, if it asks for one
   */
  public PharosClient(URI server, Optional<String> token) {
    this.server = server;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
  }

  /** The platform's address. */
  public URI server() {
    return server;
  }

  /** Reads a document; parameters whose value is null are left out. */
  public Answer get(String path, Map<String, ?> query) {
    return json(request(path, query).GET());
  }

  /** Reads a document. */
  public Answer get(String path) {
    return get(path, Map.of());
  }

  /** Posts a document. */
  public Answer post(String path, Object body) {
    return json(withJson(request(path, Map.of()), "POST", body));
  }

  /** Posts a document under a command id: sent twice, it takes effect once. */
  public Answer post(String path, Object body, String idempotencyKey) {
    return json(
        withJson(request(path, Map.of()), "POST", body).header("Idempotency-Key", idempotencyKey));
  }

  /** Puts a document. */
  public Answer put(String path, Object body) {
    return json(withJson(request(path, Map.of()), "PUT", body));
  }

  /** Sends bytes of another kind than JSON. */
  public Answer send(
      String method, String path, Map<String, ?> query, String contentType, BodyPublisher body) {
    return json(
        request(path, query)
            .timeout(UPLOAD_LIMIT)
            .header("Content-Type", contentType)
            .method(method, body));
  }

  /** Sends bytes, or none, with headers that say what they are. */
  public Answer send(
      String method,
      String path,
      Map<String, ?> query,
      Map<String, String> headers,
      BodyPublisher body) {
    var request = request(path, query).timeout(UPLOAD_LIMIT).method(method, body);
    headers.forEach(request::header);
    return json(request);
  }

  /** Deletes what is there. */
  public void delete(String path) {
    exchange(request(path, Map.of()).DELETE());
  }

  /**
   * Reads bytes into a file, which is there when all have come and not before.
   *
   * @param progress told how many bytes came so far
   * @return how many came
   * @throws IOException if the file cannot be written
   */
  public long download(String path, Map<String, ?> query, Path file, LongConsumer progress)
      throws IOException {
    var request = request(path, query).timeout(UPLOAD_LIMIT).setHeader("Accept", "*/*").GET();
    var partial = file.resolveSibling(file.getFileName() + ".partial");
    try (var in = stream(request.build());
        var counted = new CountedStream(in, progress)) {
      Files.copy(counted, partial, StandardCopyOption.REPLACE_EXISTING);
      Files.move(partial, file);
      return Files.size(file);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private InputStream stream(HttpRequest request) {
    return answered(
        () -> {
          var response = http.send(request, BodyHandlers.ofInputStream());
          if (response.statusCode() >= 400) {
            try (var body = response.body()) {
              throw Problem.exception(
                  server,
                  response.statusCode(),
                  new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
          }
          return response.body();
        });
  }

  /** Reads plain text, such as a run's log. */
  public String text(String path) {
    return exchange(request(path, Map.of()).setHeader("Accept", "text/plain").GET()).body();
  }

  private HttpRequest.Builder request(String path, Map<String, ?> query) {
    var request =
        HttpRequest.newBuilder(Uris.resolve(server, path, query))
            .timeout(ANSWER_LIMIT)
            .setHeader("Accept", "application/json, application/problem+json");
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return request;
  }

  private static HttpRequest.Builder withJson(
      HttpRequest.Builder request, String method, Object body) {
    try {
      return request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(Json.mapper().writeValueAsString(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
    }
  }

  private Answer json(HttpRequest.Builder request) {
    var reply = exchange(request);
    return new Answer(reply.status(), parse(reply.body()));
  }

  private JsonNode parse(String body) {
    if (body.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return Json.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new ServerException(
          "what answers at %s is not a Pharos platform: it answered without JSON".formatted(server),
          e);
    }
  }

  private record Reply(int status, String body) {}

  private Reply exchange(HttpRequest.Builder request) {
    return answered(
        () -> {
          var response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
          if (response.statusCode() >= 400) {
            throw Problem.exception(server, response.statusCode(), response.body());
          }
          return new Reply(response.statusCode(), response.body());
        });
  }

  /** A request, until its answer. */
  private interface Call<T> {
    T run() throws IOException, InterruptedException;
  }

  private <T> T answered(Call<T> call) {
    try {
      return call.run();
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new UnreachableException(server, reason(e), e);
    } catch (HttpTimeoutException e) {
      throw new ServerException("the platform at %s did not answer in time".formatted(server), e);
    } catch (IOException e) {
      throw new ServerException(
          "the connection to the platform at %s broke: %s".formatted(server, reason(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while waiting for " + server, e);
    }
  }

  private static String reason(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        return cause.getMessage();
      }
    }
    return e instanceof ConnectException ? "connection refused" : e.getClass().getSimpleName();
  }
}
