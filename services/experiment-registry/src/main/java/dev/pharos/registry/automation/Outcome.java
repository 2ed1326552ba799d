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
 * @param measurement what a promotion waits for; null if it waits for nothing
 */
public record Outcome(
    State state, String detail, UUID run, WebhookCall call, Measurement measurement) {

  /** How far an action is. */
  public enum State {
    /** It was done, or there was nothing to do. */
    DONE,
    /** A webhook is being called, or a version measured. */
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
    return of(State.DONE, detail);
  }

  static Outcome of(State state, String detail) {
    return new Outcome(state, detail, null, null, null);
  }

  static Outcome submitted(String detail, UUID run) {
    return new Outcome(State.DONE, detail, run, null, null);
  }

  static Outcome calling(String detail, WebhookCall call) {
    return new Outcome(State.WAITING, detail, null, call, null);
  }

  static Outcome measuring(String detail, Measurement measurement) {
    return new Outcome(State.WAITING, detail, null, null, measurement);
  }
}
