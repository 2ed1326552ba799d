package dev.pharos.registry.scheduling;

import dev.pharos.contracts.worker.ActiveAttempt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Knows whether the silence of a worker is its own, or ours because we do not hear: while the
 * broker is away, while we begin, and after this process itself has stood still, nobody is silent.
 *
 * <p>Times are of a clock that only ever goes on, in nanoseconds.
 */
final class Hearing {
  /** A worker's last words, and when it said them. */
  private record Word(List<ActiveAttempt> active, long nanos) {}

  private final Duration longestGap;
  private final Map<String, Word> heard = new ConcurrentHashMap<>();
  private Optional<Long> since = Optional.empty();
  private long lastAnswer;

  /**
   * @param longestGap between two answers of the broker, beyond which we may have missed something
   */
  Hearing(Duration longestGap) {
    this.longestGap = longestGap;
  }

  /** A worker spoke, and named what it works on. May be called from any thread. */
  void heard(String worker, List<ActiveAttempt> active, long nanos) {
    heard.put(worker, new Word(active, nanos));
  }

  /** Whether a worker's last words named an attempt. */
  boolean named(HeldAttempt held) {
    var word = heard.get(held.worker());
    return word != null && word.active().contains(new ActiveAttempt(held.run(), held.attempt()));
  }

  /** The broker answered: what workers say reaches us. */
  void answered(long nanos) {
    boolean gap = nanos - lastAnswer > longestGap.toNanos();
    if (since.isEmpty() || gap) {
      since = Optional.of(nanos);
    }
    lastAnswer = nanos;
  }

  /** The broker did not answer. */
  void unanswered() {
    since = Optional.empty();
  }

  /**
   * The workers that spoke within a time; whoever is not among them was silent.
   *
   * @return empty if we have not heard well for that time
   */
  Optional<Set<String>> speakers(Duration time, long nanos) {
    long from = nanos - time.toNanos();
    heard.values().removeIf(last -> last.nanos() < from);
    return since
        .filter(start -> start <= from && nanos - lastAnswer <= longestGap.toNanos())
        .map(
            start ->
                heard.entrySet().stream()
                    .filter(entry -> entry.getValue().nanos() >= from)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet()));
  }
}
