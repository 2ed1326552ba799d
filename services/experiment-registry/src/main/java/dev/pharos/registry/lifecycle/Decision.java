package dev.pharos.registry.lifecycle;

import java.util.List;
import java.util.Optional;

/**
 * What an event means for a run.
 *
 * @param life the run afterwards
 * @param effects what is to be done, in this order
 * @param ignored why the event changes nothing; empty if it changes something
 */
public record Decision(RunLife life, List<RunEffect> effects, Optional<String> ignored) {
  public Decision {
    effects = List.copyOf(effects);
  }

  static Decision of(RunLife life, RunEffect... effects) {
    return new Decision(life, List.of(effects), Optional.empty());
  }

  static Decision of(RunLife life, List<RunEffect> effects) {
    return new Decision(life, effects, Optional.empty());
  }

  static Decision ignore(RunLife life, String why) {
    return new Decision(life, List.of(), Optional.of(why));
  }
}
