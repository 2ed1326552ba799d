package dev.pharos.platform.cli;

import dev.pharos.platform.client.Answer;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Sweep;
import dev.pharos.platform.client.Uris;

/** Tells of a sweep that was just submitted. */
record SweepSubmission(Surroundings surroundings, PharosClient client, Output output) {

  /** Prints its id, or follows it to its end. */
  void told(Answer answer, boolean watch) throws InterruptedException {
    var sweep = answer.as(Sweep.class);
    if (watch) {
      surroundings.remark(
          "sweep %s: %s, %d trials".formatted(sweep.id(), sweep.name(), sweep.size()));
      new SweepFollower(client, surroundings)
          .follow("/v1/sweeps/" + Uris.segment(sweep.id()), output);
    } else if (output.json()) {
      output.print(answer.body());
    } else {
      surroundings.say(String.valueOf(sweep.id()));
      surroundings.remark(
          "submitted %s with %d trials; 'pharos sweep show %s' tells how far it is"
              .formatted(sweep.name(), sweep.size(), sweep.id()));
    }
  }
}
