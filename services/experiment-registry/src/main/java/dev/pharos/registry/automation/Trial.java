package dev.pharos.registry.automation;

import dev.pharos.contracts.automation.AutomationRule;
import dev.pharos.registry.automation.expressions.ExpressionException;
import dev.pharos.runtime.database.Database;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Tries a rule out on past events: it acts, in a transaction that is rolled back, so that what it
 * is told is what it would be told.
 */
public final class Trial {
  private final Database database;
  private final Automations automations;

  public Trial(Database database, Automations automations) {
    this.database = database;
    this.automations = automations;
  }

  /**
   * What a rule would make of an event.
   *
   * @param held whether its condition holds; null where it has no value
   * @param error why it has none; null where it has one
   * @param state what would come of its action; null where it would not act
   * @param detail the same in words; null where it would not act
   * @param call what a webhook would be told; null if none would be called
   */
  public record Result(
      String source,
      String id,
      String type,
      Instant time,
      Boolean held,
      String error,
      Outcome.State state,
      String detail,
      Outcome.WebhookCall call) {}

  /** Carries the results out of the transaction that is rolled back. */
  private static final class Over extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Result> results;

    Over(List<Result> results) {
      super("the trial is over", null, false, false);
      this.results = results;
    }
  }

  /**
   * Tries a rule on the newest events of its type, newest first. Its limit, and what led to the
   * events, do not count.
   */
  public Future<List<Result>> run(String name, AutomationRule rule, int limit) {
    return database
        .<List<Result>>inTransaction(
            handle -> {
              throw new Over(results(handle, new RuleStore.Named(name, rule), limit));
            })
        .recover(
            end ->
                end instanceof Over over
                    ? Future.succeededFuture(over.results)
                    : Future.failedFuture(end));
  }

  private List<Result> results(Handle handle, RuleStore.Named rule, int limit) {
    var results = new ArrayList<Result>();
    var source = Optional.ofNullable(rule.rule().on().source());
    EventStore.newest(handle, Optional.of(rule.rule().on().type()), limit).stream()
        .filter(event -> source.isEmpty() || source.get().equals(event.source()))
        .forEach(event -> results.add(result(handle, rule, event)));
    return results;
  }

  private Result result(Handle handle, RuleStore.Named rule, Event event) {
    try {
      if (!automations.holds(rule, event)) {
        return result(event, false, null, null);
      }
    } catch (ExpressionException e) {
      return result(event, null, e.getMessage(), null);
    }
    handle.savepoint("before_trial");
    var outcome = automations.act(handle, UUID.randomUUID(), rule, event);
    handle.rollbackToSavepoint("before_trial");
    return result(event, true, null, outcome);
  }

  private static Result result(Event event, Boolean held, String error, Outcome outcome) {
    var acted = Optional.ofNullable(outcome);
    return new Result(
        event.source(),
        event.id(),
        event.type(),
        event.time(),
        held,
        error,
        acted.map(Outcome::state).orElse(null),
        acted.map(Outcome::detail).orElse(null),
        acted.map(Outcome::call).orElse(null));
  }
}
