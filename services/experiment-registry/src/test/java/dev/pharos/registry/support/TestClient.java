package dev.pharos.registry.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** Asks a registry over HTTP, as any program would. */
public final class TestClient {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String base;

  TestClient(String base) {
    this.base = base;
  }

  /** An answer. */
  public record Answer(HttpResponse<String> response) {
    /** Its status. */
    public int status() {
      return response.statusCode();
    }

    /** Its body. */
    public JsonNode json() {
      try {
        return Json.mapper().readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(response.body(), e);
      }
    }

    /** A header, empty if it is absent. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Answer send(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new Answer(exchange(request.build(), BodyHandlers.ofString()));
  }

  /** Sends any request. */
  public static <T> HttpResponse<T> exchange(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return HTTP.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Submits a job that is taken, and gives its run. */
  public UUID submit(String job) {
    var answer = post("/v1/jobs", job);
    if (answer.status() != 201) {
      throw new AssertionError(answer.response().body());
    }
    return UUID.fromString(answer.json().get("id").asText());
  }

  /** A run as it is now. */
  public JsonNode run(UUID run) {
    return get("/v1/runs/" + run).json();
  }

  /** The state of a run as it is now. */
  public String state(UUID run) {
    return run(run).path("state").asText();
  }
}
