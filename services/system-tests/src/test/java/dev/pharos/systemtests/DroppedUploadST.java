package dev.pharos.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.platform.client.PharosClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An upload through the registry, which passes it on, over a connection that breaks. */
@ExtendWith(SharedPlatform.class)
final class DroppedUploadST {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Set<String> ENDED = Set.of("READY", "FAILED", "CANCELLED");

  private URI server;

  @Test
  void goesOnWithTheByteAfterTheLastThatArrived(PlatformProcess platform) throws Exception {
    server = URI.create(platform.url());
    var archive = zip(Images.digits(200, 23));
    var path = create(archive.length);

    var arrived = archive.length / 2;
    try (var socket = new Socket(server.getHost(), server.getPort())) {
      // No goodbye: the connection is reset, as by a cable that is pulled and a machine that wakes.
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(head(path, archive.length).getBytes(UTF_8));
      socket.getOutputStream().write(archive, 0, arrived);
      socket.getOutputStream().flush();
      awaitOffset(path, arrived);
    }
    awaitOffset(path, arrived);
    var rest = append(path, arrived, Arrays.copyOfRange(archive, arrived, archive.length));

    assertThat(rest.statusCode()).as(rest.body()).isEqualTo(204);
    var imported = ended(platform.client(), path.substring(path.lastIndexOf('/') + 1));
    assertThat(imported).isEqualTo("READY");
  }

  private String create(int length) throws Exception {
    var request =
        request("/v1/datasets/dropped/uploads")
            .header("Upload-Length", Integer.toString(length))
            .header("Tus-Resumable", "1.0.0")
            .POST(BodyPublishers.noBody())
            .build();
    var answer = HTTP.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private String head(String path, int length) {
    return """
        PATCH %s HTTP/1.1
        Host: %s
        Tus-Resumable: 1.0.0
        Upload-Offset: 0
        Content-Type: application/offset+octet-stream
        Content-Length: %d

        """
        .formatted(path, server.getAuthority(), length)
        .replace("\n", "\r\n");
  }

  private HttpResponse<String> append(String path, int offset, byte[] piece) throws Exception {
    var request =
        request(path)
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Offset", Integer.toString(offset))
            .header("Content-Type", "application/offset+octet-stream")
            .method("PATCH", BodyPublishers.ofByteArray(piece))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private void awaitOffset(String path, int offset) {
    Awaitility.await("%d bytes".formatted(offset))
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              var head = request(path).method("HEAD", BodyPublishers.noBody()).build();
              var answer = HTTP.send(head, BodyHandlers.discarding());
              assertThat(answer.headers().firstValueAsLong("Upload-Offset")).hasValue(offset);
            });
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path));
  }

  private static String ended(PharosClient client, String id) {
    return Awaitility.await("import " + id)
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> client.get("/v1/imports/" + id).body().path("phase").asText(), ENDED::contains);
  }

  private static byte[] zip(Path folder) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out);
        var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
        zip.write(Files.readAllBytes(file));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
