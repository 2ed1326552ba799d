package dev.pharos.registry.automation;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.messaging.Outbox;
import dev.pharos.registry.admission.Admission;
import dev.pharos.registry.admission.TimeOrderedIds;
import dev.pharos.registry.automation.Outcome.State;
import dev.pharos.registry.automation.expressions.ExpressionException;
import dev.pharos.registry.automation.expressions.Expressions;
import dev.pharos.registry.inspections.Inspections;
import dev.pharos.registry.models.Models;
import dev.pharos.runtime.database.SqlFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the rules about events, one by one, and lets them act. */
public final class Automations {
  private static final Logger log = LoggerFactory.getLogger(Automations.class);
  private static final long LOCK = 0x5048_4155_544fL; // PHAUTO
  private static final String BEFORE = "before_action";

  private final Expressions expressions = new Expressions();
  private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());
  private final Actions actions;
  private final Promoter promoter;
  private final Examiner examiner;
  private final MeterRegistry meters;

  public Automations(
      Admission admission,
      Models models,
      Inspections inspections,
      ArtifactStore artifacts,
      Outbox outbox,
      MeterRegistry meters) {
    this.examiner = new Examiner(inspections, artifacts);
    this.promoter = new Promoter(models, examiner);
    this.actions = new Actions(expressions, admission, promoter, outbox);
    this.meters = meters;
  }

  /** What rules are compiled with. */
  public Expressions expressions() {
    return expressions;
  }

  /** Looks at the next event; false if there is none, or another registry is at it. */
  boolean next(Handle handle) {
    if (!lock(handle)) {
      return false;
    }
    var event = EventStore.next(handle);
    event.ifPresent(
        found -> {
          RuleStore.listeningTo(handle, found).forEach(rule -> ask(handle, rule, found));
          EventStore.handled(handle, found.sequence());
        });
    return event.isPresent();
  }

  /** Lets promotions go on whose measurement is there. */
  Void goOn(Handle handle) {
    if (lock(handle)) {
      for (var waiting : FiringStore.measuring(handle)) {
        examiner
            .result(handle, waiting.measurement())
            .map(result -> promoter.goOn(handle, waiting.id(), waiting.measurement(), result))
            .ifPresent(outcome -> FiringStore.goesOn(handle, waiting.id(), outcome));
      }
    }
    return null;
  }

  /** Until the transaction ends, no other registry looks at events. */
  private static boolean lock(Handle handle) {
    return handle.select("select pg_try_advisory_xact_lock(?)", LOCK).mapTo(Boolean.class).one();
  }

  /** Leaves out the next event, which nobody can look at without failing. */
  Void skip(Handle handle) {
    EventStore.next(handle)
        .ifPresent(
            event -> {
              log.error("event {} of {} is left out", event.id(), event.source());
              EventStore.handled(handle, event.sequence());
            });
    return null;
  }

  private void ask(Handle handle, RuleStore.Named rule, Event event) {
    try {
      if (!holds(rule, event) || FiringStore.exists(handle, rule.name(), event)) {
        return;
      }
    } catch (ExpressionException e) {
      RuleStore.failed(handle, rule.name(), e.getMessage());
      return;
    }
    var chain = new ArrayList<>(Causes.of(handle, event));
    var firing = ids.next();
    var outcome =
        chain.contains(rule.name())
            ? Outcome.of(State.LOOPED, "left out: the rule itself led to this event")
            : limited(handle, rule)
                ? Outcome.of(State.LIMITED, "left out: " + words(rule))
                : act(handle, firing, rule, event);
    chain.remove(rule.name());
    chain.add(rule.name());
    FiringStore.add(handle, firing, rule.name(), event, chain, outcome);
    meters.counter("pharos.automation.firings", "state", outcome.state().name()).increment();
    handle.afterCommit(
        () -> log.info("automation {}: {}: {}", rule.name(), outcome.state(), outcome.detail()));
  }

  /**
   * Whether a rule's condition holds.
   *
   * @throws ExpressionException if it is neither true nor false
   */
  boolean holds(RuleStore.Named rule, Event event) {
    return expressions.compile(rule.rule().when()).holds(event.variables());
  }

  private static boolean limited(Handle handle, RuleStore.Named rule) {
    var limit = rule.rule().limit();
    return FiringStore.count(handle, rule.name(), limit.seconds()) >= limit.times();
  }

  private static String words(RuleStore.Named rule) {
    var limit = rule.rule().limit();
    return "the rule may act %d times in %d seconds".formatted(limit.times(), limit.seconds());
  }

  /** Acts, or does nothing at all and says why. */
  Outcome act(Handle handle, UUID firing, RuleStore.Named rule, Event event) {
    handle.savepoint(BEFORE);
    try {
      var outcome = actions.act(handle, firing, rule, event);
      handle.releaseSavepoint(BEFORE);
      return outcome;
    } catch (RuntimeException e) {
      if (SqlFailure.isTransient(e)) {
        throw e;
      }
      log.error("automation {} failed on event {}", rule.name(), event.id(), e);
      handle.rollbackToSavepoint(BEFORE);
      return Outcome.of(State.FAILED, String.valueOf(e.getMessage()));
    }
  }
}
