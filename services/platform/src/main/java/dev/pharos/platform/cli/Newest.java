package dev.pharos.platform.cli;

import dev.pharos.platform.client.PharosClient;
import java.util.Map;
import java.util.UUID;

/** What commands call {@value #WORD}: the newest of its kind. */
final class Newest {
  static final String WORD = "last";

  private record Identified(UUID id) {}

  private Newest() {}

  /**
   * The id that is meant.
   *
   * @param given an id, or {@value #WORD}
   * @param what one is called, such as {@code run}; their list is at {@code /v1/runs}
   * @throws CommandFailure if there is none yet
   */
  static String idOf(PharosClient client, String given, String what) {
    if (!given.equals(WORD)) {
      return given;
    }
    var list = client.get("/v1/%ss".formatted(what), Map.of("limit", 1));
    return list.items(Identified.class).stream()
        .findFirst()
        .map(newest -> newest.id().toString())
        .orElseThrow(() -> new CommandFailure("there is no %s yet".formatted(what)));
  }
}
