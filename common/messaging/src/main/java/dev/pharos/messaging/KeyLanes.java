package dev.pharos.messaging;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Runs work in order for each key and at once for different keys, as many as allowed. Lives on one
 * event loop: every method is called there.
 */
final class KeyLanes {
  private final Context context;
  private final int concurrency;
  private final Map<Object, Queue<Supplier<Future<?>>>> lanes = new HashMap<>();
  private final Queue<Object> ready = new ArrayDeque<>();
  private int running;

  KeyLanes(Context context, int concurrency) {
    this.context = context;
    this.concurrency = concurrency;
  }

  /** Adds work behind that of the same key. */
  void submit(Object key, Supplier<Future<?>> work) {
    var lane = lanes.get(key);
    if (lane == null) {
      lane = new ArrayDeque<>();
      lanes.put(key, lane);
      ready.add(key);
    }
    lane.add(work);
    start();
  }

  private void start() {
    while (running < concurrency && !ready.isEmpty()) {
      var key = ready.remove();
      running++;
      // On the context again, lest work that is done at once calls itself deeper and deeper.
      lanes.get(key).element().get().onComplete(done -> context.runOnContext(next -> ended(key)));
    }
  }

  private void ended(Object key) {
    running--;
    var lane = lanes.get(key);
    lane.remove();
    if (lane.isEmpty()) {
      lanes.remove(key);
    } else {
      ready.add(key);
    }
    start();
  }
}
