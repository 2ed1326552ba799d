package dev.pharos.dataset;

import static dev.pharos.dataset.RunningService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.imaging.samples.SampleData;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that break off and go on, also across the end of a process. */
@WithServers
class ResumableUploadIT {
  private static final Map<String, String> LIMIT = Map.of("imports.max-upload-bytes", "10000000");

  private TestServers servers;
  @TempDir Path folder;
  private byte[] archive;

  @BeforeEach
  void draw() throws Exception {
    var digits = folder.resolve("digits");
    SampleData.digits(digits, 100, 1);
    archive = Archives.tar(Archives.contentOf(digits));
  }

  private static HttpResponse<byte[]> create(RunningService service, String name, long length)
      throws Exception {
    return service.send(
        "POST",
        "/v1/datasets/%s/uploads?splitSeed=3".formatted(name),
        BodyPublishers.noBody(),
        "Upload-Length",
        Long.toString(length),
        "Tus-Resumable",
        "1.0.0");
  }

  private static HttpResponse<byte[]> append(
      RunningService service, String path, long offset, byte[] piece) throws Exception {
    return service.send(
        "PATCH",
        path,
        BodyPublishers.ofByteArray(piece),
        "Upload-Offset",
        Long.toString(offset),
        "Content-Type",
        "application/offset+octet-stream",
        "Tus-Resumable",
        "1.0.0");
  }

  private static long offset(RunningService service, String path) throws Exception {
    var head = service.send("HEAD", path, BodyPublishers.noBody());
    assertThat(head.statusCode()).isEqualTo(200);
    return head.headers().firstValueAsLong("Upload-Offset").orElseThrow();
  }

  private byte[] part(int from, int to) {
    return Arrays.copyOfRange(archive, from, to);
  }

  private static JsonNode imported(RunningService service, String path) throws Exception {
    var id = path.substring(path.lastIndexOf('/') + 1);
    return service.ended(json(service.get("/v1/imports/" + id)));
  }

  @Test
  void anUploadGoesOnAfterABrokenConnectionAndAnotherProcess() throws Exception {
    String path;
    try (var service = RunningService.start(servers, folder, LIMIT)) {
      var created = create(service, "pieces", archive.length);
      assertThat(created.statusCode()).isEqualTo(201);
      path = created.headers().firstValue("Location").orElseThrow();
      assertThat(append(service, path, 0, part(0, 1000)).statusCode()).isEqualTo(204);
      var wrong = append(service, path, 0, part(0, 1000));
      assertThat(wrong.statusCode()).isEqualTo(409);
      assertThat(json(wrong).get("offset").asLong()).isEqualTo(1000);

      // A connection that breaks in the middle of a piece: what came stays.
      try (var socket = service.connect()) {
        var head =
            ("PATCH %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUpload-Offset: 1000\r\nContent-Type:"
                    + " application/offset+octet-stream\r\nContent-Length: %d\r\n\r\n")
                .formatted(path, archive.length - 1000);
        socket.getOutputStream().write(head.getBytes(UTF_8));
        socket.getOutputStream().write(part(1000, 50_000));
        socket.getOutputStream().flush();
        Awaitility.await().until(() -> offset(service, path) == 50_000);
      }
    }
    try (var service = RunningService.start(servers, folder, LIMIT)) {
      assertThat(offset(service, path)).isEqualTo(50_000);
      assertThat(append(service, path, 50_000, part(50_000, archive.length)).statusCode())
          .isEqualTo(204);
      var ended = imported(service, path);
      assertThat(ended.get("phase").asText()).as("%s", ended).isEqualTo("READY");
      assertThat(ended.get("dataset").asText()).isEqualTo("pieces");
      Awaitility.await()
          .ignoreException(UncheckedIOException.class)
          .untilAsserted(() -> assertThat(folder.resolve("imports/incoming")).isEmptyDirectory());
      assertThat(service.get(path).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aSilentSenderMakesRoomForTheNext() throws Exception {
    try (var service = RunningService.start(servers, folder, LIMIT);
        var socket = service.connect()) {
      var path = create(service, "silent", 3000).headers().firstValue("Location").orElseThrow();
      var head =
          ("PATCH %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUpload-Offset: 0\r\nContent-Type:"
                  + " application/offset+octet-stream\r\nContent-Length: 3000\r\n\r\n")
              .formatted(path);
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(part(0, 2000));
      socket.getOutputStream().flush();
      Awaitility.await().until(() -> offset(service, path) == 2000);
      assertThat(append(service, path, 2000, part(2000, 2500)).statusCode()).isEqualTo(423);
      Awaitility.await()
          .until(() -> append(service, path, 2000, part(2000, 2500)).statusCode() == 204);
    }
  }

  @Test
  void aWholeUploadWhoseProcessDiedIsImportedAndASilentOneIsGivenUp() throws Exception {
    String whole;
    String silent;
    String young;
    try (var service = RunningService.start(servers, folder, LIMIT)) {
      whole =
          create(service, "whole", archive.length).headers().firstValue("Location").orElseThrow();
      silent = create(service, "silent", 500).headers().firstValue("Location").orElseThrow();
      young = create(service, "young", 500).headers().firstValue("Location").orElseThrow();
    }
    // As if the process had died after the last byte and before the import was asked for.
    Files.write(content(whole), archive);
    Files.setLastModifiedTime(
        content(silent), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    try (var service = RunningService.start(servers, folder, LIMIT)) {
      assertThat(imported(service, whole).get("phase").asText()).isEqualTo("READY");
      assertThat(service.get(silent).statusCode()).isEqualTo(404);
      assertThat(offset(service, young)).isZero();
      assertThat(service.send("DELETE", young, BodyPublishers.noBody()).statusCode())
          .isEqualTo(204);
      assertThat(service.get(young).statusCode()).isEqualTo(404);
    }
  }

  private Path content(String path) {
    return folder
        .resolve("imports/incoming")
        .resolve(path.substring(path.lastIndexOf('/') + 1))
        .resolve("content");
  }

  @Test
  void whatIsNoPieceOfAnUploadIsRefused() throws Exception {
    try (var service = RunningService.start(servers, folder, LIMIT)) {
      assertThat(create(service, "large", 10_000_001).statusCode()).isEqualTo(413);
      var path = create(service, "small", 10).headers().firstValue("Location").orElseThrow();
      assertThat(append(service, path, 0, new byte[11]).statusCode()).isEqualTo(413);
      var other =
          service.send(
              "PATCH",
              path,
              BodyPublishers.ofByteArray(new byte[1]),
              "Upload-Offset",
              "0",
              "Content-Type",
              "text/plain");
      assertThat(other.statusCode()).isEqualTo(415);
      var old = service.send("HEAD", path, BodyPublishers.noBody(), "Tus-Resumable", "0.2.2");
      assertThat(old.statusCode()).isEqualTo(412);
      assertThat(service.get(path.replace("small", "large")).statusCode()).isEqualTo(404);
    }
  }
}
