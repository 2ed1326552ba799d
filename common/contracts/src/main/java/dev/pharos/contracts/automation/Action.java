package dev.pharos.contracts.automation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.model.ModelAlias;
import java.net.URI;
import java.util.Locale;

/**
 * What a rule does. Texts may hold <code>${...}</code>, expressions of CEL over the event; a text
 * that is nothing else takes the type of its value.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Action.Submit.class, name = "submit"),
  @JsonSubTypes.Type(value = Action.Promote.class, name = "promote"),
  @JsonSubTypes.Type(value = Action.Webhook.class, name = "webhook"),
  @JsonSubTypes.Type(value = Action.Publish.class, name = "publish")
})
public sealed interface Action {

  /**
   * Submits a job.
   *
   * @param job a job document with expressions
   */
  record Submit(JsonNode job) implements Action {}

  /**
   * Points an alias to a version if that is better than the one it points to.
   *
   * @param model the registered model, a text with expressions
   * @param version the version, a number or an expression
   * @param alias the alias; {@code champion}
   * @param metric the final metric that decides; {@code test/top1-error}
   * @param mode whether less or more of it is better; {@code min}
   * @param by how much better it must be, at least 0; 0
   * @param otherwise what to do when the two were measured on different versions of data sets;
   *     {@code keep}
   */
  record Promote(
      String model,
      JsonNode version,
      String alias,
      String metric,
      Mode mode,
      Double by,
      Incomparable otherwise)
      implements Action {
    public Promote {
      alias = alias == null ? ModelAlias.CHAMPION : alias;
      metric = metric == null ? "test/top1-error" : metric;
      mode = mode == null ? Mode.MIN : mode;
      by = by == null ? 0.0 : by;
      otherwise = otherwise == null ? Incomparable.KEEP : otherwise;
    }
  }

  /**
   * Calls an address with a signed POST.
   *
   * @param url http or https
   * @param data what to say, with expressions; the whole event
   */
  record Webhook(URI url, JsonNode data) implements Action {}

  /**
   * Publishes a message; its type says on which topic.
   *
   * @param type the CloudEvents type of a command or notice
   * @param key the record's key, a text with expressions; the rule's name
   * @param data what it says, with expressions
   */
  record Publish(String type, String key, JsonNode data) implements Action {}

  /** Which metric is the better one. */
  enum Mode {
    @JsonProperty("min")
    MIN,
    @JsonProperty("max")
    MAX;

    /** How much better the first is than the second; negative where it is worse. */
    public double gain(double candidate, double champion) {
      return this == MIN ? champion - candidate : candidate - champion;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of an alias when nobody can say which version is better. */
  enum Incomparable {
    /** It stays where it is. */
    @JsonProperty("keep")
    KEEP,
    /** The new version gets it. */
    @JsonProperty("promote")
    PROMOTE,
    /** A worker tests the older one on the newer one's data first. */
    @JsonProperty("measure")
    MEASURE
  }
}
