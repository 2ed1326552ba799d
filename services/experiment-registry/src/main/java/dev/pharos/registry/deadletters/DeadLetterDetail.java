package dev.pharos.registry.deadletters;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import dev.pharos.messaging.DeadLetter;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A dead letter with all that is in it. The value is shown as what it is: one of {@code json},
 * {@code text} and {@code base64} is there, none for a tombstone.
 *
 * @param headers the record's own headers, in order
 * @param stackTrace of the failure, cut where it is long
 */
public record DeadLetterDetail(
    @JsonUnwrapped DeadLetterView letter,
    List<Header> headers,
    JsonNode json,
    String text,
    String base64,
    String stackTrace) {

  /** A header, its value as text. */
  public record Header(String name, String value) {}

  static DeadLetterDetail of(DeadLetter letter, DeadLetterView view) {
    var headers =
        letter.headers().stream()
            .map(
                header ->
                    new Header(header.name(), header.value().map(Buffer::toString).orElse(null)))
            .toList();
    var value = letter.value().map(Buffer::getBytes).orElse(null);
    var text = value == null ? null : text(value);
    var json = text == null ? null : json(text);
    return new DeadLetterDetail(
        view,
        headers,
        json,
        json == null ? text : null,
        value != null && text == null ? Base64.getEncoder().encodeToString(value) : null,
        letter.reason().stackTrace().orElse(null));
  }

  private static String text(byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static JsonNode json(String text) {
    try {
      var json = Json.mapper().readTree(text);
      return json.isContainerNode() ? json : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
