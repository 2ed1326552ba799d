package dev.pharos.platform.cli;

import dev.pharos.platform.client.Sweep;
import java.util.Map;

/** Asks something of a sweep that is chosen on the command line. */
record SweepControl(
    Surroundings surroundings, SweepChoice choice, Connection connection, Output output) {

  /**
   * Asks, and tells what becomes of the sweep.
   *
   * @param reason why, for others to read; may be null
   */
  void ask(String verb, String reason, String words) {
    var client = connection.client();
    Map<String, String> body = reason == null ? Map.of() : Map.of("reason", reason);
    var answer = client.post(choice.path(client) + "/" + verb, body);
    if (output.json()) {
      output.print(answer.body());
    } else {
      surroundings.say(words.formatted(answer.as(Sweep.class).id()));
    }
  }
}
