package dev.pharos.platform.cli;

import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Uris;
import picocli.CommandLine.Parameters;

/** The run that a command is about. */
final class RunChoice {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description =
          "The run's id as 'pharos runs' shows it, or '" + Newest.WORD + "' for the newest.")
  private String id;

  /** The path of the run. */
  String path(PharosClient client) {
    return "/v1/runs/" + Uris.segment(Newest.idOf(client, id, "run"));
  }
}
