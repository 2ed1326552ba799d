package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the learning rate changes as training goes on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Schedule.Constant.class, name = "constant"),
  @JsonSubTypes.Type(value = Schedule.Step.class, name = "step"),
  @JsonSubTypes.Type(value = Schedule.Plateau.class, name = "plateau"),
  @JsonSubTypes.Type(value = Schedule.Cosine.class, name = "cosine")
})
public sealed interface Schedule {

  /** It stays. */
  record Constant() implements Schedule {}

  /**
   * It is multiplied every so many epochs.
   *
   * @param every epochs between two changes, 1 to 100,000
   * @param factor what it is multiplied by, above 0 and below 1; 0.1
   */
  record Step(Integer every, Double factor) implements Schedule {
    public Step {
      factor = factor == null ? 0.1 : factor;
    }
  }

  /**
   * It is multiplied when the validation error has stopped improving (Krizhevsky, Sutskever and
   * Hinton 2012, section 5). Needs a validation split.
   *
   * @param factor what it is multiplied by, above 0 and below 1; 0.1
   * @param patience epochs without a lower validation error before it changes, 1 to 100,000; 5
   * @param most how often it changes at most, 1 to 100; 3
   */
  record Plateau(Double factor, Integer patience, Integer most) implements Schedule {
    public Plateau {
      factor = factor == null ? 0.1 : factor;
      patience = patience == null ? 5 : patience;
      most = most == null ? 3 : most;
    }
  }

  /**
   * It falls along half a cosine from step to step (Loshchilov and Hutter 2017, equation 5, without
   * restarts).
   *
   * @param minimum where it ends, at least 0 and at most the learning rate; 0
   */
  record Cosine(Double minimum) implements Schedule {
    public Cosine {
      minimum = minimum == null ? 0.0 : minimum;
    }
  }
}
