package dev.pharos.runtime.health;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The readiness checks of a process. A check is a function whose future fails, with the reason as
 * its message, when what it looks at is not well; one that does not answer within two seconds is
 * not well. One that succeeds with a text is well and has something to remark.
 */
public final class Health {
  private static final long LIMIT_MILLIS = 2_000;

  private final String prefix;
  private final Map<String, Supplier<Future<?>>> checks;

  /** No checks yet: ready. */
  public Health() {
    this("", new ConcurrentSkipListMap<>());
  }

  private Health(String prefix, Map<String, Supplier<Future<?>>> checks) {
    this.prefix = prefix;
    this.checks = checks;
  }

  /** The same checks, seen by one service: what it registers is called {@code service/check}. */
  public Health of(String service) {
    return new Health(service + "/", checks);
  }

  /** Adds a check, or replaces the one of that name. */
  public void register(String name, Supplier<Future<?>> check) {
    checks.put(prefix + name, check);
  }

  /** Takes a check away. */
  public void remove(String name) {
    checks.remove(prefix + name);
  }

  /** Runs all checks together. The report never fails. */
  public Future<HealthReport> report() {
    var running = new ArrayList<Future<?>>();
    var outcomes = new TreeMap<String, Future<?>>();
    checks.forEach(
        (name, check) -> {
          var outcome = run(check);
          outcomes.put(name, outcome);
          running.add(outcome);
        });
    return Future.join(running)
        .transform(
            joined -> {
              var failures = new TreeMap<String, String>();
              var notes = new TreeMap<String, String>();
              outcomes.forEach(
                  (name, outcome) -> {
                    if (outcome.failed()) {
                      failures.put(name, reason(outcome.cause()));
                    } else if (outcome.result() instanceof String note) {
                      notes.put(name, note);
                    }
                  });
              return Future.succeededFuture(new HealthReport(outcomes.keySet(), failures, notes));
            });
  }

  private static Future<?> run(Supplier<Future<?>> check) {
    return Future.<Object>future(
            promise -> check.get().<Object>map(said -> said).onComplete(promise))
        .timeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static String reason(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
