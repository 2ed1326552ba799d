package dev.pharos.contracts.automation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pharos.contracts.MessageType;

/**
 * When an event meets a condition, do something.
 *
 * @param about what it is for, in words; may be null
 * @param on the events that it looks at
 * @param when the condition, an expression of CEL that is true or false; {@code true}
 * @param action what is done
 * @param limit how often it may act; 60 times an hour
 * @param enabled whether it acts; true
 */
@MessageType(name = "automation-rule", version = 1)
public record AutomationRule(
    String about,
    Trigger on,
    String when,
    @JsonProperty("do") Action action,
    Limit limit,
    Boolean enabled) {

  /**
   * Events by their CloudEvents attributes.
   *
   * @param type such as {@code dev.pharos.dataset.ready.v1}
   * @param source who says it, such as {@code /pharos/dataset-service}; null for anybody
   */
  public record Trigger(String type, String source) {}

  /**
   * At most so often; what is beyond is left out, and told.
   *
   * @param times how often, 1 to 100,000
   * @param seconds in how long, 1 to 2,592,000
   */
  public record Limit(int times, int seconds) {
    public static final Limit USUAL = new Limit(60, 3600);
  }

  public AutomationRule {
    when = when == null ? "true" : when;
    limit = limit == null ? Limit.USUAL : limit;
    enabled = enabled == null || enabled;
  }
}
