package dev.pharos.registry.admission;

import dev.pharos.contracts.Violation;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** What came of a command. */
public sealed interface Answer {

  /**
   * It is being carried out.
   *
   * @param run the run, or the sweep, that it made or concerns
   */
  record Accepted(UUID run) implements Answer {}

  /**
   * It changed nothing.
   *
   * @param why what kind of refusal this is
   * @param reason why, in a sentence
   * @param violations each field that is wrong; may be empty
   */
  record Refused(Why why, String reason, List<Violation> violations) implements Answer {
    public Refused {
      violations = List.copyOf(violations);
    }

    /** A refusal for everything that is wrong. */
    public static Refused of(Why why, List<Violation> violations) {
      return new Refused(
          why,
          violations.stream().map(Violation::toString).collect(Collectors.joining("; ")),
          violations);
    }
  }

  /** Kinds of refusals. */
  enum Why {
    /** The network, the data set or a rule does not allow it. */
    NOT_ALLOWED,
    /** The run does not exist. */
    NO_RUN,
    /** The run has ended by itself. */
    ENDED,
    /** The run was cancelled before. */
    CANCELLED,
    /** The run is in a state in which that cannot be. */
    NOT_NOW,
    /** The command's id was used for something else before. */
    ID_TAKEN
  }
}
