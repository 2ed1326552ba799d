package dev.pharos.dataset.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells which imports may be taken: those that nobody has, and those whose claim has not been
 * renewed for the lease. Goes by how long this process has seen a claim stand still, so that no two
 * clocks are compared, and a time in which nobody could renew anything, because PostgreSQL was
 * away, makes nobody silent.
 */
final class ClaimWatch {
  private final long lease;
  private final long longestPause;
  private final Map<UUID, Sight> sights = new HashMap<>();
  private long lastLook;

  /**
   * @param lease silence after which a claim is lost
   * @param between time between two looks, ordinarily; who has not looked for twice as long begins
   *     anew
   */
  ClaimWatch(Duration lease, Duration between) {
    this.lease = lease.toNanos();
    this.longestPause = 2 * between.toNanos();
  }

  /**
   * An import that has not ended.
   *
   * @param claim who has it; null if nobody
   * @param updatedAt changes whenever the claim is renewed
   */
  record Open(UUID id, UUID claim, Instant updatedAt) {}

  private record Sight(Open seen, long since) {}

  /**
   * Those that may be taken, in the same order.
   *
   * @param open all that have not ended
   * @param now of a clock that never goes back, in nanoseconds
   */
  synchronized List<Open> free(List<Open> open, long now) {
    if (now - lastLook > longestPause) {
      sights.clear();
    }
    lastLook = now;
    sights.keySet().retainAll(open.stream().map(Open::id).toList());
    return open.stream().filter(one -> one.claim() == null || isSilent(one, now)).toList();
  }

  private boolean isSilent(Open one, long now) {
    var sight = sights.get(one.id());
    if (sight == null || !sight.seen().equals(one)) {
      sights.put(one.id(), new Sight(one, now));
      return false;
    }
    return now - sight.since() >= lease;
  }
}
