package dev.pharos.serving.http;

import dev.pharos.runtime.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes the compression that some clients of the protocol offer. */
final class ContentEncoding {
  private ContentEncoding() {}

  /**
   * The body as it was before it was compressed.
   *
   * @param encoding the header {@code Content-Encoding}; null for none
   * @param limit the most bytes that may come out
   * @throws Problem when the encoding is unknown, the body is damaged, or too much comes out
   */
  static byte[] decode(byte[] body, String encoding, int limit) {
    var name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    try {
      return switch (name) {
        case "", "identity" -> body;
        case "gzip" -> read(new GZIPInputStream(new ByteArrayInputStream(body)), limit);
        case "deflate" -> read(new InflaterInputStream(new ByteArrayInputStream(body)), limit);
        default ->
            throw Problem.unsupportedMediaType(
                "Content-Encoding is '%s', must be gzip, deflate or identity".formatted(encoding));
      };
    } catch (IOException e) {
      throw Problem.badRequest("the body is not valid %s: %s".formatted(name, e.getMessage()));
    }
  }

  private static byte[] read(InputStream stream, int limit) throws IOException {
    try (stream) {
      var bytes = stream.readNBytes(limit);
      if (stream.read() >= 0) {
        throw Problem.tooLarge("the body has more than %d bytes when unpacked".formatted(limit));
      }
      return bytes;
    }
  }
}
