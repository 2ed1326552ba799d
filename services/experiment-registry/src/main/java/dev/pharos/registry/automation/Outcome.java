package dev.pharos.registry.automation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * What came of an action.
 *
 * @param state how it ended, if it did
 * @param detail what was done or why not, for people
 * @param run the run that it made; null if none
 * @param call what a webhook is to be told; null if there is none to be called
 */
public record Outcome(State state, String detail, UUID run, WebhookCall call) {

  /** How far an action is. */
  public enum State {
    /** It was done, or there was nothing to do. */
    DONE,
    /** A webhook is being called. */
    WAITING,
    /** The platform refused it. */
    REFUSED,
    /** It could not be done. */
    FAILED,
    /** The rule itself had led to the event. */
    LOOPED,
    /** The rule acts too often. */
    LIMITED
  }

  /**
   * What a webhook is told.
   *
   * @param url its address
   * @param body what it is told
   */
  public record WebhookCall(String url, JsonNode body) {}

  static Outcome done(String detail) {
    return new Outcome(State.DONE, detail, null, null);
  }

  static Outcome of(State state, String detail) {
    return new Outcome(state, detail, null, null);
  }
}
