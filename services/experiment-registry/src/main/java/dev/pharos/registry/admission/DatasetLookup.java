package dev.pharos.registry.admission;

import dev.pharos.contracts.Violation;
import java.util.Optional;

/**
 * What was found for the data set that a job names: the facts, or why there are none.
 *
 * @param facts the version, empty if it does not exist
 * @param missing what is wrong with the choice, empty if it exists
 */
public record DatasetLookup(Optional<DatasetFacts> facts, Optional<Violation> missing) {

  /** The version exists. */
  public static DatasetLookup found(DatasetFacts facts) {
    return new DatasetLookup(Optional.of(facts), Optional.empty());
  }

  /** It does not. */
  public static DatasetLookup missing(String field, String message) {
    return new DatasetLookup(Optional.empty(), Optional.of(new Violation(field, message)));
  }
}
