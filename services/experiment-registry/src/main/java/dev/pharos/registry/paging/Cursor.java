package dev.pharos.registry.paging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a list goes on: the sort key of the last item that was seen. Opaque to callers.
 *
 * @param parts the key's parts
 */
public record Cursor(List<String> parts) {
  private static final String SEPARATOR = "\n";

  public Cursor {
    parts = List.copyOf(parts);
  }

  /** A cursor of these parts. */
  public static Cursor of(Object... parts) {
    return new Cursor(Arrays.stream(parts).map(String::valueOf).toList());
  }

  /**
   * Reads a cursor that was given to a caller.
   *
   * @param size how many parts it must have
   * @throws IllegalArgumentException if it is none
   */
  public static Cursor parse(String text, int size) {
    try {
      var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var parts = List.of(decoded.split(SEPARATOR, -1));
      if (parts.size() == size) {
        return new Cursor(parts);
      }
    } catch (IllegalArgumentException e) {
      throw invalid(text, e);
    }
    throw invalid(text, null);
  }

  private static IllegalArgumentException invalid(String text, Exception cause) {
    return new IllegalArgumentException(
        "cursor '" + text + "' is none; give back what the list before had as 'next'", cause);
  }

  /** The cursor as callers get it. */
  public String text() {
    var joined = String.join(SEPARATOR, parts);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(joined.getBytes(StandardCharsets.UTF_8));
  }
}
