package dev.pharos.platform.cli;

import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Sweep;
import dev.pharos.platform.client.Uris;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** The sweep that a command is about. */
final class SweepChoice {
  private static final String LAST = "last";

  @Parameters(
      paramLabel = "ID",
      description =
          "The sweep's id as 'pharos sweep list' shows it, or '" + LAST + "' for the newest.")
  private String id;

  /** The path of the sweep. */
  String path(PharosClient client) {
    return "/v1/sweeps/" + Uris.segment(id.equals(LAST) ? last(client) : id);
  }

  private static String last(PharosClient client) {
    return client.get("/v1/sweeps", Map.of("limit", 1)).items(Sweep.class).stream()
        .findFirst()
        .map(sweep -> sweep.id().toString())
        .orElseThrow(() -> new CommandFailure("there is no sweep yet"));
  }
}
