package dev.pharos.platform.cli;

import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Uris;
import picocli.CommandLine.Parameters;

/** The sweep that a command is about. */
final class SweepChoice {
  @Parameters(
      paramLabel = "ID",
      description =
          "The sweep's id as 'pharos sweep list' shows it, or '"
              + Newest.WORD
              + "' for the newest.")
  private String id;

  /** The path of the sweep. */
  String path(PharosClient client) {
    return "/v1/sweeps/" + Uris.segment(Newest.idOf(client, id, "sweep"));
  }
}
