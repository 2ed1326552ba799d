package dev.pharos.registry.scheduling;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers since when things have been as they are.
 *
 * @param <K> names a thing
 */
final class Stopwatches<K> {
  private final Map<K, Long> since = new HashMap<>();

  /** Starts watches for things that have none, and forgets the things that are not there. */
  void retain(Collection<K> things, long nanos) {
    since.keySet().retainAll(things);
    things.forEach(thing -> since.putIfAbsent(thing, nanos));
  }

  /** How long a thing has been there; zero if it is not. */
  Duration time(K thing, long nanos) {
    var start = since.get(thing);
    return start == null ? Duration.ZERO : Duration.ofNanos(nanos - start);
  }

  /** Whether the watch of a thing has run for longer than a limit, or just began; restarts it. */
  boolean lap(K thing, Duration limit, long nanos) {
    var start = since.get(thing);
    if (start != null && nanos - start < limit.toNanos()) {
      return false;
    }
    since.put(thing, nanos);
    return true;
  }
}
