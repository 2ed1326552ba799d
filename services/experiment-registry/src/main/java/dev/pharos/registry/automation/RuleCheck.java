package dev.pharos.registry.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.Violation;
import dev.pharos.contracts.automation.Action;
import dev.pharos.contracts.automation.AutomationRule;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.registry.automation.expressions.Expressions;
import dev.pharos.registry.automation.expressions.Template;
import dev.pharos.registry.models.ModelNames;
import java.util.ArrayList;
import java.util.List;

/** Tells what is wrong with a rule before it is kept, beyond its schema. */
public final class RuleCheck {
  private final Expressions expressions;
  private final boolean webhooks;

  /**
   * @param webhooks whether webhooks can be called
   */
  public RuleCheck(Expressions expressions, boolean webhooks) {
    this.expressions = expressions;
    this.webhooks = webhooks;
  }

  /** Everything that is wrong. */
  public List<Violation> violations(AutomationRule rule) {
    var found = new ArrayList<Violation>();
    try {
      expressions.compile(rule.when());
    } catch (InvalidMessageException e) {
      e.violations().forEach(wrong -> found.add(wrong.within("when")));
    }
    var action = rule.action();
    if (action instanceof Action.Submit submit) {
      submit(submit, found);
    } else if (action instanceof Action.Promote promote) {
      check("do.promote.model", text(promote.model()), found);
      check("do.promote.version", promote.version(), found);
      ModelNames.violationOfAlias("do.promote.alias", promote.alias()).ifPresent(found::add);
    } else if (action instanceof Action.Publish publish) {
      check("do.publish.key", text(publish.key() == null ? "" : publish.key()), found);
      check("do.publish.data", publish.data(), found);
    } else if (action instanceof Action.Webhook webhook) {
      webhook(webhook, found);
    }
    return found;
  }

  private void submit(Action.Submit submit, List<Violation> found) {
    var template = new Template(expressions, submit.job());
    found.addAll(template.violations("do.submit.job"));
    if (template.isPlain()) {
      try {
        MessageCodec.decode(JobSpec.class, "do.submit.job", submit.job());
      } catch (InvalidMessageException e) {
        found.addAll(e.violations());
      }
    }
  }

  private void webhook(Action.Webhook webhook, List<Violation> found) {
    if (!webhooks) {
      found.add(
          new Violation(
              "do.webhook", "needs the setting automations.webhook-secret, which is not set"));
    }
    if (webhook.url().getHost() == null) {
      found.add(new Violation("do.webhook.url", "'%s' names no host".formatted(webhook.url())));
    }
    if (webhook.data() != null) {
      check("do.webhook.data", webhook.data(), found);
    }
  }

  private void check(String field, JsonNode json, List<Violation> found) {
    found.addAll(new Template(expressions, json).violations(field));
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }
}
