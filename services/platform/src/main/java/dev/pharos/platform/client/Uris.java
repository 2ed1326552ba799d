package dev.pharos.platform.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts addresses together. */
public final class Uris {
  private Uris() {}

  /** A piece of a path with everything escaped that is not a letter, a digit or {@code -._~}. */
  public static String segment(Object text) {
    return encode(String.valueOf(text)).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
  }

  /** The address of a path on a server; parameters whose value is null are left out. */
  static URI resolve(URI server, String path, Map<String, ?> query) {
    var parameters =
        query.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .flatMap(entry -> parameters(entry.getKey(), entry.getValue()))
            .sorted()
            .collect(Collectors.joining("&"));
    var base = server.toString().replaceAll("/+$", "");
    return URI.create(base + path + (parameters.isEmpty() ? "" : "?" + parameters));
  }

  /** A list is a parameter that is given several times. */
  private static Stream<String> parameters(String name, Object value) {
    var values = value instanceof Collection<?> several ? several : List.of(value);
    return values.stream().map(each -> encode(name) + "=" + encode(each.toString()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
