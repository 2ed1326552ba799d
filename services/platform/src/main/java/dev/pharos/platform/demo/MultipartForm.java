package dev.pharos.platform.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

/** Files as a browser's form sends them (RFC 7578). */
final class MultipartForm {
  private final String boundary = "pharos-" + UUID.randomUUID();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds a file. */
  void add(String name, byte[] content) {
    bytes.writeBytes(
        """
        --%s\r
        Content-Disposition: form-data; name="file"; filename="%s"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(boundary, name.replace("\"", "%22"))
            .getBytes(UTF_8));
    bytes.writeBytes(content);
    bytes.writeBytes("\r\n".getBytes(UTF_8));
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** The whole form; nothing can be added any more. */
  BodyPublisher body() {
    bytes.writeBytes("--%s--\r\n".formatted(boundary).getBytes(UTF_8));
    return BodyPublishers.ofByteArray(bytes.toByteArray());
  }
}
