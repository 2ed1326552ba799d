package dev.pharos.registry.admission;

import dev.pharos.contracts.Violation;
import java.util.Optional;

/**
 * What was found for the model that a job starts from.
 *
 * @param facts the version; empty if there is none, or the job starts from none
 * @param missing what is wrong with the choice
 */
public record StartLookup(Optional<StartFacts> facts, Optional<Violation> missing) {

  /** The job starts from no model. */
  public static StartLookup none() {
    return new StartLookup(Optional.empty(), Optional.empty());
  }

  /** The version exists. */
  public static StartLookup found(StartFacts facts) {
    return new StartLookup(Optional.of(facts), Optional.empty());
  }

  /** It does not. */
  public static StartLookup missing(Violation violation) {
    return new StartLookup(Optional.empty(), Optional.of(violation));
  }
}
