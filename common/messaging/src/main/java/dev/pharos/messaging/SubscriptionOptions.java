package dev.pharos.messaging;

import java.time.Duration;

/**
 * How a subscription works.
 *
 * @param concurrency how many messages (of different keys) are handled at once
 * @param buffer how many messages are held, waiting or handled, before partitions are paused
 * @param attempts how often a message that keeps failing is tried before it is dead-lettered
 * @param pause how long to wait before the second attempt; each further pause is twice as long
 * @param longestPause the longest pause
 */
public record SubscriptionOptions(
    int concurrency, int buffer, int attempts, Duration pause, Duration longestPause) {

  /** 16 at once, 256 held, 5 attempts, pauses from 200 ms to 10 s. */
  public static final SubscriptionOptions STANDARD =
      new SubscriptionOptions(16, 256, 5, Duration.ofMillis(200), Duration.ofSeconds(10));

  /** Checks the ranges. */
  public SubscriptionOptions {
    if (concurrency < 1 || buffer < concurrency || attempts < 1 || pause.isNegative()) {
      throw new IllegalArgumentException(
          "concurrency %d must be at least 1, buffer %d at least that, attempts %d at least 1, pause %s not negative"
              .formatted(concurrency, buffer, attempts, pause));
    }
  }

  /** The same with so many messages handled at once. */
  public SubscriptionOptions withConcurrency(int messages) {
    return new SubscriptionOptions(
        messages, Math.max(buffer, messages), attempts, pause, longestPause);
  }

  /** The same with so many messages held. */
  public SubscriptionOptions withBuffer(int messages) {
    return new SubscriptionOptions(concurrency, messages, attempts, pause, longestPause);
  }

  /** The same with another patience. */
  public SubscriptionOptions withRetries(int times, Duration first, Duration longest) {
    return new SubscriptionOptions(concurrency, buffer, times, first, longest);
  }
}
