package dev.pharos.dataset.http;

import dev.pharos.runtime.http.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Where a list goes on, as an opaque text for clients. */
final class Cursor {
  private Cursor() {}

  /** Where the list of imports goes on: after this one. */
  record Place(Instant time, UUID id) {
    String text() {
      return encode(time + " " + id);
    }

    static Place parse(String cursor) {
      var parts = decode(cursor).split(" ", -1);
      try {
        return new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]));
      } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
        throw unknown(cursor);
      }
    }
  }

  static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unknown(cursor);
    }
  }

  /** A place in a list by its number. */
  static int number(String cursor) {
    try {
      return Math.max(0, Integer.parseInt(decode(cursor)));
    } catch (NumberFormatException e) {
      throw unknown(cursor);
    }
  }

  private static Problem unknown(String cursor) {
    return Problem.badRequest(
        "cursor = '%s': take the value of 'next' from the page before".formatted(cursor));
  }
}
