package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Closed by default. */
@ExtendWith(SharedPlatform.class)
final class AccessST {

  @Test
  void anotherHostNameIsRefused(PlatformProcess platform) throws IOException {
    // A browser sends the name that a page was loaded under, whatever address it resolves to.
    assertThat(status(platform, "evil.example")).isBetween(400, 499);
    assertThat(status(platform, "127.0.0.1")).isEqualTo(200);
  }

  private static int status(PlatformProcess platform, String host) throws IOException {
    var uri = URI.create(platform.url());
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/runs HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
                  .formatted(host, uri.getPort())
                  .getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  @Test
  void withATokenNothingIsOpen(@TempDir Path home) throws Exception {
    var pharos = Pharos.bare().with("PHAROS_API_TOKEN", "a-secret-of-ours");
    try (var platform = PlatformProcess.start(pharos, home)) {
      var known = pharos.with("PHAROS_SERVER", platform.url());

      known.run("runs").ok();
      known.run("dataset", "list").ok();
      assertThat(platform.pharos().run("runs").err()).contains("PHAROS_API_TOKEN");
      assertThat(known.with("PHAROS_API_TOKEN", "wrong").run("runs").exitCode()).isEqualTo(1);
      for (var path : new String[] {"/v1/runs", "/v1/datasets", "/v2/models/x", "/metrics"}) {
        assertThat(get(platform.url() + path)).as(path).isIn(401, 404);
      }
      assertThat(get(platform.url() + "/v1/runs")).isEqualTo(401);
      assertThat(platform.log()).doesNotContain("a-secret-of-ours");
    }
  }

  private static int get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
