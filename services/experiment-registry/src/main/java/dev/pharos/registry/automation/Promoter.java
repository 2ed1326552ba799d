package dev.pharos.registry.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.contracts.automation.Action.Promote;
import dev.pharos.registry.automation.Outcome.State;
import dev.pharos.registry.automation.expressions.Expressions;
import dev.pharos.registry.automation.expressions.Template;
import dev.pharos.registry.models.ModelView;
import dev.pharos.registry.models.Models;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Points an alias to a version if that is better. */
final class Promoter {
  private final Models models;
  private final Expressions expressions;

  Promoter(Models models, Expressions expressions) {
    this.models = models;
    this.expressions = expressions;
  }

  /**
   * @param firing the id under which that is remembered
   */
  Outcome promote(Handle handle, UUID firing, Promote wish, Map<String, Object> variables) {
    var name = fill(JsonNodeFactory.instance.textNode(wish.model()), variables).asText();
    var number = number(fill(wish.version(), variables));
    if (number.isEmpty()) {
      return Outcome.of(State.REFUSED, "'version' is not a whole number");
    }
    var model = models.lock(handle, name);
    if (model.isEmpty()) {
      return Outcome.of(State.REFUSED, "model '%s' does not exist".formatted(name));
    }
    var candidate = version(model.get(), number.get());
    if (candidate.isEmpty()) {
      return Outcome.of(
          State.REFUSED, "model '%s' has no version %d".formatted(name, number.get()));
    }
    var champion =
        Optional.ofNullable(model.get().aliases().get(wish.alias()))
            .flatMap(version -> version(model.get(), version));
    var decision = Promotion.decide(wish, candidate.get(), champion);
    var alias = name + "@" + wish.alias();
    if (!decision.promote()) {
      return Outcome.done("%s stays: %s".formatted(alias, decision.why()));
    }
    models.promote(handle, name, wish.alias(), number.get(), firing.toString());
    return Outcome.done("%s is version %d now: %s".formatted(alias, number.get(), decision.why()));
  }

  private JsonNode fill(JsonNode json, Map<String, Object> variables) {
    return new Template(expressions, json).fill(variables);
  }

  private static Optional<ModelView.Version> version(ModelView model, int number) {
    return model.versions().stream().filter(one -> one.version() == number).findFirst();
  }

  private static Optional<Integer> number(JsonNode value) {
    try {
      return Optional.of(Integer.valueOf(value.asText()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
