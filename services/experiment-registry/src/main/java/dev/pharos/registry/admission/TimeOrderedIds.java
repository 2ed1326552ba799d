package dev.pharos.registry.admission;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Ids that sort by the time of their making: version 7 of RFC 9562, section 5.7. */
public final class TimeOrderedIds {
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  public TimeOrderedIds(Clock clock) {
    this.clock = clock;
  }

  /** A new id: 48 bits of milliseconds since 1970, and 74 random bits. */
  public UUID next() {
    long high = clock.millis() << 16 | VERSION | random.nextInt(1 << 12);
    long low = VARIANT | random.nextLong() >>> 2;
    return new UUID(high, low);
  }
}
