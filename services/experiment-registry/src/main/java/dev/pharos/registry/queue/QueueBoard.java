package dev.pharos.registry.queue;

import dev.pharos.registry.placement.Outlook;
import dev.pharos.registry.placement.Scheduler;
import dev.pharos.registry.placement.WaitingRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Shows the queue: asks the scheduler what it would do, and decides nothing. What it found is good
 * for a moment, so that many readers of a long queue cost little.
 */
public final class QueueBoard {
  private static final int MOST_FORESEEN = 1_000;
  private static final Duration GOOD_FOR = Duration.ofMillis(500);

  private final Scheduler scheduler;
  private final Duration workerLease;
  private volatile Optional<Shown> shown = Optional.empty();

  private record Shown(long nanos, Map<UUID, QueueSpot> spots) {}

  /**
   * @param workerLease a worker that was silent for longer is given nothing
   */
  public QueueBoard(Scheduler scheduler, Duration workerLease) {
    this.scheduler = scheduler;
    this.workerLease = workerLease;
  }

  /** Every waiting run, first served first, and then those that are not in the line. */
  public List<QueueSpot> spots(Handle handle) {
    return List.copyOf(look(handle).values());
  }

  /** Where a run stands; empty if it does not wait. */
  public Optional<QueueSpot> spot(Handle handle, UUID run) {
    return Optional.ofNullable(look(handle).get(run));
  }

  /** The next look is a new one: something was changed. */
  public void forget() {
    shown = Optional.empty();
  }

  private Map<UUID, QueueSpot> look(Handle handle) {
    long nanos = System.nanoTime();
    var last = shown;
    if (last.isPresent() && nanos - last.get().nanos() < GOOD_FOR.toNanos()) {
      return last.get().spots();
    }
    var spots = read(handle);
    shown = Optional.of(new Shown(nanos, spots));
    return spots;
  }

  private Map<UUID, QueueSpot> read(Handle handle) {
    var situation = QueueStore.situation(handle, workerLease, Set.of());
    Instant now = QueueStore.now(handle);
    var runs =
        situation.waiting().stream()
            .collect(Collectors.toMap(WaitingRun::run, Function.identity()));
    var order = scheduler.order(situation, now);
    var reasons = scheduler.plan(situation, now).waiting();
    var foreseen = order.stream().limit(MOST_FORESEEN).map(runs::get).toList();
    var lasting = Durations.of(handle, foreseen.stream().map(WaitingRun::run).toList());
    var starts = Outlook.starts(foreseen, situation, lasting, now);
    var spots = new LinkedHashMap<UUID, QueueSpot>();
    for (var run : order) {
      spots.put(run, new QueueSpot(run, spots.size() + 1, reasons.get(run), starts.get(run)));
    }
    for (var run : new ArrayList<>(situation.waiting())) {
      spots.computeIfAbsent(run.run(), id -> new QueueSpot(id, null, reasons.get(id), null));
    }
    return spots;
  }
}
