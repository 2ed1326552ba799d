package dev.pharos.platform.cli;

import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Run;
import dev.pharos.platform.client.Uris;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** The run that a command is about. */
final class RunChoice {
  private static final String LAST = "last";

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The run's id as 'pharos runs' shows it, or '" + LAST + "' for the newest.")
  private String id;

  /** The path of the run. */
  String path(PharosClient client) {
    return "/v1/runs/" + Uris.segment(id.equals(LAST) ? last(client) : id);
  }

  private static String last(PharosClient client) {
    return client.get("/v1/runs", Map.of("limit", 1)).items(Run.class).stream()
        .findFirst()
        .map(run -> run.id().toString())
        .orElseThrow(() -> new CommandFailure("there is no run yet"));
  }
}
