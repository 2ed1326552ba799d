package dev.pharos.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;

/** The meters of one subscription. */
final class SubscriptionMeters {
  private final Counter handled;
  private final Counter retries;
  private final Counter deadLetters;
  private final AtomicInteger held = new AtomicInteger();
  private final AtomicLong lag = new AtomicLong();

  /**
   * @param reader {@code group} or {@code follower}: a service may read a topic in both ways
   */
  SubscriptionMeters(MeterRegistry meters, String service, String topic, String reader) {
    var tags = Tags.of("service", service, "topic", topic, "reader", reader);
    handled =
        Counter.builder("pharos.messages.handled")
            .description("Messages that are done with")
            .tags(tags)
            .register(meters);
    retries =
        Counter.builder("pharos.messages.retries")
            .description("Attempts that failed and were repeated")
            .tags(tags)
            .register(meters);
    deadLetters =
        Counter.builder("pharos.messages.dead.letters")
            .description("Messages that could not be processed")
            .tags(tags)
            .register(meters);
    Gauge.builder("pharos.messages.in.flight", held, AtomicInteger::get)
        .description("Messages received and not done")
        .tags(tags)
        .register(meters);
    Gauge.builder("pharos.messages.lag", lag, AtomicLong::get)
        .description("Messages in Kafka that were not received yet")
        .tags(tags)
        .register(meters);
  }

  int received() {
    return held.incrementAndGet();
  }

  int held() {
    return held.get();
  }

  void holds(int messages) {
    held.set(messages);
  }

  void released() {
    held.decrementAndGet();
  }

  void handled(int messages) {
    handled.increment(messages);
  }

  void retried() {
    retries.increment();
  }

  void deadLettered() {
    deadLetters.increment();
  }

  void behind(long messages) {
    lag.set(messages);
  }

  /** Looks how far the consumer is behind, as far as it knows. */
  void observe(Consumer<?, ?> consumer) {
    var sum = 0L;
    for (var partition : consumer.assignment()) {
      sum += consumer.currentLag(partition).orElse(0);
    }
    lag.set(sum);
  }
}
