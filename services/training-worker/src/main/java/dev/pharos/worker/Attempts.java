package dev.pharos.worker;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.AttemptEvent;
import dev.pharos.contracts.job.AttemptStopped;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.contracts.worker.AttemptAssigned;
import dev.pharos.contracts.worker.StopAttempt;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts of this worker, on a bounded number of training threads. An attempt that is assigned
 * twice runs once; one that does not fit is given back at once.
 *
 * <p>Safe for any number of threads.
 */
final class Attempts {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);
  private static final int REMEMBERED = 1_000;

  private final AttemptSetting setting;
  private final Consumer<AttemptEvent> onEnd;
  private final ThreadPoolExecutor executor;
  private final Map<ActiveAttempt, AttemptRun> active = new LinkedHashMap<>();
  private final Set<ActiveAttempt> ended = new LinkedHashSet<>();
  private final Promise<Void> drained = Promise.promise();
  private Runnable onChange = () -> {};
  private boolean draining;

  /**
   * @param slots how many attempts train at a time; as many more may wait, because a slot's next
   *     attempt can arrive a moment before the last one has left its thread
   * @param onEnd hears each attempt's last word when Kafka has it
   */
  Attempts(AttemptSetting setting, int slots, Consumer<AttemptEvent> onEnd) {
    this.setting = setting;
    this.onEnd = onEnd;
    var count = new AtomicInteger();
    this.executor =
        new ThreadPoolExecutor(
            slots,
            slots,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(slots),
            task -> new Thread(task, "training-" + count.incrementAndGet()));
  }

  /** Says what to call when the list of attempts changes; before the first is assigned. */
  void onChange(Runnable listener) {
    onChange = listener;
  }

  /** Takes an attempt, unless it is known already. */
  void assign(AttemptAssigned assignment) {
    var key = new ActiveAttempt(assignment.run(), assignment.attempt());
    AttemptRun attempt;
    boolean refused;
    synchronized (this) {
      if (active.containsKey(key) || ended.contains(key)) {
        log.info("attempt {} of run {} is known already", key.attempt(), key.run());
        return;
      }
      attempt = new AttemptRun(setting, assignment);
      active.put(key, attempt);
      refused = draining;
    }
    var run = attempt;
    run.ended().onComplete(last -> ended(run, last.result()));
    onChange.run();
    if (refused) {
      run.release("the worker shuts down");
      return;
    }
    try {
      executor.execute(run);
    } catch (RejectedExecutionException e) {
      run.release("the worker has no free slot");
    }
  }

  /** Stops an attempt. */
  void stop(StopAttempt request) {
    var key = new ActiveAttempt(request.run(), request.attempt());
    AttemptRun attempt;
    synchronized (this) {
      attempt = active.get(key);
      if (attempt == null && ended.contains(key)) {
        return;
      }
    }
    if (attempt != null) {
      attempt.stop(request.reason());
    } else {
      // It never arrived here, or the worker would know it: nobody else can say that it is over.
      setting
          .publisher()
          .publish(
              Topics.JOB_EVENTS,
              key.run().toString(),
              new AttemptStopped(
                  key.run(),
                  key.attempt(),
                  setting.worker(),
                  request.reason(),
                  0,
                  null,
                  setting.clock().instant()));
    }
  }

  private void ended(AttemptRun attempt, AttemptEvent last) {
    synchronized (this) {
      active.remove(attempt.key());
      ended.add(attempt.key());
      if (ended.size() > REMEMBERED) {
        ended.remove(ended.iterator().next());
      }
      if (draining && active.isEmpty()) {
        drained.tryComplete();
      }
    }
    onChange.run();
    if (last != null) {
      onEnd.accept(last);
    }
  }

  /** The attempts whose last word Kafka does not have yet. */
  synchronized List<ActiveAttempt> active() {
    return List.copyOf(active.keySet());
  }

  /** Points and log lines that its attempts have to say and Kafka has not been given yet. */
  int waiting() {
    List<AttemptRun> running;
    synchronized (this) {
      running = List.copyOf(active.values());
    }
    return running.stream().mapToInt(AttemptRun::waiting).sum();
  }

  /** Takes no more work and asks every attempt to checkpoint and stop; completes when all have. */
  Future<Void> drain() {
    List<AttemptRun> running;
    synchronized (this) {
      draining = true;
      running = new ArrayList<>(active.values());
      if (running.isEmpty()) {
        drained.tryComplete();
      }
    }
    running.forEach(attempt -> attempt.stop(StopReason.RELEASE));
    return drained.future();
  }

  /** Ends the threads; what did not stop in time is lost and will be resumed elsewhere. */
  void close() {
    List<AttemptRun> left;
    synchronized (this) {
      left = new ArrayList<>(active.values());
    }
    left.forEach(
        attempt -> {
          log.warn("attempt {} did not stop in time", attempt.key());
          attempt.abandon();
        });
    executor.shutdown();
  }
}
