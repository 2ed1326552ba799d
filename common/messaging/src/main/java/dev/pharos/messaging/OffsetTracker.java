package dev.pharos.messaging;

import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Knows how far a partition is done when its records finish in any order: everything below {@link
 * #next} is, so that nothing unfinished is ever committed. Safe for several threads.
 */
final class OffsetTracker {
  private final TreeSet<Long> open = new TreeSet<>();
  private long end;
  private long committed;

  /** A partition whose next record is at this offset or behind it. */
  OffsetTracker(long position) {
    end = position;
    committed = position;
  }

  /** A record was received; offsets only grow, and may have gaps. */
  synchronized void begin(long offset) {
    open.add(offset);
    end = offset + 1;
  }

  /** A record is done with. */
  synchronized void done(long offset) {
    open.remove(offset);
  }

  /** The first offset that is not done. */
  synchronized long next() {
    return open.isEmpty() ? end : open.first();
  }

  /** Whether everything that was received is done. */
  synchronized boolean isIdle() {
    return open.isEmpty();
  }

  /** What to commit, if that is more than what was committed. */
  synchronized OptionalLong uncommitted() {
    var next = next();
    return next > committed ? OptionalLong.of(next) : OptionalLong.empty();
  }

  /** This much was committed. */
  synchronized void committed(long offset) {
    committed = Math.max(committed, offset);
  }
}
