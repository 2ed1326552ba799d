package dev.pharos.serving.predict;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.model.PredictionServed;
import dev.pharos.messaging.Publisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Publishes each answer on {@code prediction.events}. When Kafka is slower than the answers, what
 * does not fit is left out and counted: answers never wait for it.
 */
public final class PredictionEvents implements Journal {
  private static final int MOST_OUTSTANDING = 1_000;

  private final Publisher publisher;
  private final Clock clock;
  private final Counter dropped;
  private final AtomicInteger outstanding = new AtomicInteger();

  public PredictionEvents(Publisher publisher, Clock clock, MeterRegistry meters) {
    this.publisher = publisher;
    this.clock = clock;
    this.dropped =
        Counter.builder("pharos.serving.events.dropped")
            .description("Answers that were not published, because Kafka was too slow or away")
            .register(meters);
  }

  @Override
  public void answered(String request, Answer answer, Duration whole) {
    if (outstanding.incrementAndGet() > MOST_OUTSTANDING) {
      outstanding.decrementAndGet();
      dropped.increment();
      return;
    }
    publisher
        .publish(Topics.PREDICTION_EVENTS, answer.key().model(), event(request, answer, whole))
        .onFailure(failure -> dropped.increment())
        .onComplete(done -> outstanding.decrementAndGet());
  }

  private PredictionServed event(String request, Answer answer, Duration whole) {
    var best = IntStream.range(0, answer.images()).mapToObj(i -> answer.best(i, 1).get(0)).toList();
    return new PredictionServed(
        request,
        answer.key().model(),
        answer.key().version(),
        best.stream().map(Answer.Ranked::label).toList(),
        best.stream().map(Answer.Ranked::probability).toList(),
        whole.toNanos() / 1e6,
        clock.instant());
  }
}
