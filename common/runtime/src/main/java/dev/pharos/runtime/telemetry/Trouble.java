package dev.pharos.runtime.telemetry;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;

/**
 * Logs what fails again and again until it works, as everything does that needs a server while that
 * is away: the first failure of a kind, a line every half minute with their number, and the end. A
 * stack trace is logged only of what was not to be expected, and once.
 *
 * <p>Safe for any number of threads.
 */
public final class Trouble {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Logger log;
  private final String what;
  private final Predicate<Throwable> expected;
  private final LongSupplier clock;
  private int failures;
  private long since;
  private long told;
  private String kind = "";

  /**
   * @param what fails, as the beginning of a sentence, such as {@code the outbox relay}
   * @param expected whether a failure says enough without its stack trace
   */
  public Trouble(Logger log, String what, Predicate<Throwable> expected) {
    this(log, what, expected, System::nanoTime);
  }

  Trouble(Logger log, String what, Predicate<Throwable> expected, LongSupplier clock) {
    this.log = log;
    this.what = what;
    this.expected = expected;
    this.clock = clock;
  }

  /** It failed, and will be tried again. */
  public synchronized void failed(Throwable failure) {
    var now = clock.getAsLong();
    var cause = root(failure);
    if (failures++ == 0) {
      since = now;
      kind = "";
    }
    if (!cause.getClass().getName().equals(kind)) {
      kind = cause.getClass().getName();
      told = now;
      if (expected.test(failure)) {
        log.warn("{} failed and is tried again: {}", what, text(cause));
      } else {
        log.warn("{} failed and is tried again", what, failure);
      }
    } else if (now - told >= EVERY_NANOS) {
      told = now;
      log.warn("{} has failed {} times in {}: {}", what, failures, time(now), text(cause));
    }
  }

  /** It worked. */
  public synchronized void over() {
    if (failures > 0) {
      log.info("{} works again; it failed {} times in {}", what, failures, time(clock.getAsLong()));
      failures = 0;
    }
  }

  private String time(long now) {
    return String.format(Locale.ROOT, "%.1f s", Duration.ofNanos(now - since).toMillis() / 1e3);
  }

  private static Throwable root(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The first line: drivers append what was sent. */
  private static String text(Throwable cause) {
    var message = Objects.toString(cause.getMessage(), "").lines().findFirst().orElse("");
    return message.isEmpty() ? cause.getClass().getSimpleName() : message;
  }
}
