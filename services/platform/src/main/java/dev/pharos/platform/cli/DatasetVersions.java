package dev.pharos.platform.cli;

import dev.pharos.platform.client.Dataset;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Uris;

/** Finds the version that {@code NAME[@VERSION]} means. */
final class DatasetVersions {
  private DatasetVersions() {}

  static Dataset.Version choose(PharosClient client, NameAt wanted) {
    var answer = client.get("/v1/datasets/" + Uris.segment(wanted.name()));
    return choose(answer.as(Dataset.class), wanted);
  }

  /** The version asked for, by default the newest. */
  static Dataset.Version choose(Dataset found, NameAt wanted) {
    if (found.versions().isEmpty()) {
      throw new CommandFailure("data set '%s' has no version yet".formatted(found.name()));
    }
    if (wanted.at().isEmpty()) {
      return found.versions().get(0);
    }
    return found.versions().stream()
        .filter(version -> wanted.version().filter(v -> v == version.version()).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "data set '%s' has no version '%s'; its newest is %d"
                        .formatted(
                            found.name(), wanted.at().get(), found.versions().get(0).version())));
  }
}
