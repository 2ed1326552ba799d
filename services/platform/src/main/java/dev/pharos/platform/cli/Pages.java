package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.platform.client.Answer;
import dev.pharos.platform.client.PharosClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads lists that come in pages. */
final class Pages {
  private static final int LARGEST_PAGE = 500;

  private Pages() {}

  /** The first {@code limit} things of a list, as records. */
  static <T> List<T> all(
      PharosClient client, String path, Map<String, ?> query, int limit, Class<T> type) {
    return read(client, path, query, limit, answer -> answer.items(type));
  }

  /** The first {@code limit} things of a list, as the platform writes them. */
  static List<JsonNode> documents(
      PharosClient client, String path, Map<String, ?> query, int limit) {
    return read(client, path, query, limit, answer -> answer.items(JsonNode.class));
  }

  private static <T> List<T> read(
      PharosClient client,
      String path,
      Map<String, ?> query,
      int limit,
      Function<Answer, List<T>> items) {
    if (limit < 1) {
      throw new CommandFailure("--limit %d is not valid; at least 1 is".formatted(limit));
    }
    var all = new ArrayList<T>();
    var parameters = new HashMap<String, Object>(query);
    while (all.size() < limit) {
      parameters.put("limit", Math.min(LARGEST_PAGE, limit - all.size()));
      var answer = client.get(path, parameters);
      all.addAll(items.apply(answer));
      if (answer.next().isEmpty()) {
        break;
      }
      parameters.put("cursor", answer.next().get());
    }
    return all;
  }
}
