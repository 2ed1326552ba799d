package dev.pharos.registry.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.automation.Action;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.messaging.Outbox;
import dev.pharos.registry.admission.Admission;
import dev.pharos.registry.admission.Answer;
import dev.pharos.registry.automation.Outcome.State;
import dev.pharos.registry.automation.expressions.ExpressionException;
import dev.pharos.registry.automation.expressions.Expressions;
import dev.pharos.registry.automation.expressions.Template;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Does what rules say, in the caller's transaction. */
final class Actions {
  private final Expressions expressions;
  private final Admission admission;
  private final Promoter promoter;
  private final Announcer announcer;

  Actions(Expressions expressions, Admission admission, Promoter promoter, Outbox outbox) {
    this.expressions = expressions;
    this.admission = admission;
    this.promoter = promoter;
    this.announcer = new Announcer(outbox);
  }

  /**
   * Acts on an event.
   *
   * @param firing the id under which that is remembered; commands carry it as theirs
   */
  Outcome act(Handle handle, UUID firing, RuleStore.Named rule, Event event) {
    var action = rule.rule().action();
    var variables = event.variables();
    try {
      if (action instanceof Action.Submit submit) {
        return submit(handle, firing, rule.name(), fill(submit.job(), variables));
      } else if (action instanceof Action.Promote promote) {
        var model = text(promote.model(), variables);
        return promoter.promote(handle, firing, promote, model, fill(promote.version(), variables));
      } else if (action instanceof Action.Publish publish) {
        var data = fill(publish.data(), variables);
        var key = publish.key() == null ? rule.name() : text(publish.key(), variables);
        return announcer.publish(handle, firing, publish.type(), key, data);
      }
      return call(rule.name(), (Action.Webhook) action, event, variables);
    } catch (ExpressionException e) {
      return Outcome.of(State.FAILED, e.getMessage());
    } catch (InvalidMessageException e) {
      return Outcome.of(State.REFUSED, e.getMessage());
    }
  }

  private Outcome submit(Handle handle, UUID firing, String rule, JsonNode json) {
    var job = MessageCodec.decode(JobSpec.class, "job", json);
    var answer = admission.submit(handle, firing.toString(), job, "automation " + rule);
    if (answer instanceof Answer.Accepted accepted) {
      var detail = "run %s was submitted: %s".formatted(accepted.run(), job.name());
      return Outcome.submitted(detail, accepted.run());
    }
    return Outcome.of(State.REFUSED, ((Answer.Refused) answer).reason());
  }

  private Outcome call(
      String rule, Action.Webhook webhook, Event event, Map<String, Object> variables) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("type", "automation.fired");
    body.put("timestamp", Instant.now().toString());
    body.put("automation", rule);
    body.set("event", Json.mapper().valueToTree(event));
    if (webhook.data() != null) {
      body.set("data", fill(webhook.data(), variables));
    }
    var url = webhook.url().toString();
    return Outcome.calling("calls " + url, new Outcome.WebhookCall(url, body));
  }

  private JsonNode fill(JsonNode json, Map<String, Object> variables) {
    return new Template(expressions, json).fill(variables);
  }

  private String text(String text, Map<String, Object> variables) {
    return fill(JsonNodeFactory.instance.textNode(text), variables).asText();
  }
}
