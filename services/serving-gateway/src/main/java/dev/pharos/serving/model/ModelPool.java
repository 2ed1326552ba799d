package dev.pharos.serving.model;

import dev.pharos.contracts.ArtifactRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models in memory. Whoever uses one holds a {@link Lease}; a model without leases is freed at
 * once, unless a request asked for its version by number: those stay, the longest unused go first
 * when there are more than the capacity. Versions that an alias points to are leased by the alias
 * and never go.
 *
 * <p>Safe for any number of threads. Loading and freeing happen on the executor given, which should
 * have one thread: two loads at a time only take memory from each other.
 */
public final class ModelPool {
  /** For so long after a failed load nobody is made to wait for another try. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(3);

  private static final Logger log = LoggerFactory.getLogger(ModelPool.class);

  private final int capacity;
  private final ModelLoader loader;
  private final Executor background;

  /** In the order of last use. */
  private final Map<VersionKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<VersionKey, Failure> failures = new HashMap<>();
  private boolean closed;

  /** A version that is in memory or on its way there. */
  private static final class Entry {
    final CompletableFuture<LoadedModel> loading = new CompletableFuture<>();
    LoadedModel model;
    int leases;
    boolean kept;
  }

  /** Why a version could not be loaded; it is not tried again for a while. */
  private record Failure(String reason, long nanos) {}

  /**
   * A pool.
   *
   * @param capacity how many models may be in memory; aliases and requests under way may exceed it
   */
  public ModelPool(int capacity, ModelLoader loader, Executor background) {
    this.capacity = capacity;
    this.loader = loader;
    this.background = background;
  }

  /**
   * A version, loaded when it is not in memory yet.
   *
   * @param keep whether it stays in memory afterwards as long as there is room
   * @return fails with the reason why it cannot be loaded
   */
  public CompletableFuture<Lease> lease(VersionKey key, ArtifactRef artifact, boolean keep) {
    CompletableFuture<LoadedModel> loading;
    Entry entry;
    synchronized (this) {
      entry = entries.get(key);
      if (entry == null) {
        if (failedJustNow(key)) {
          return CompletableFuture.failedFuture(
              new ModelUnavailableException(failures.get(key).reason()));
        }
        entry = new Entry();
        entries.put(key, entry);
        begin(key, artifact, entry);
      }
      entry.leases++;
      entry.kept |= keep;
      loading = entry.loading;
    }
    var held = entry;
    return loading.thenApply(model -> new Lease(model, () -> release(held)));
  }

  /** One more lease of a version that somebody holds a lease of. */
  synchronized Lease again(VersionKey key) {
    var entry = entries.get(key);
    entry.leases++;
    return new Lease(entry.model, () -> release(entry));
  }

  /** The versions in memory, the longest unused first. */
  public synchronized List<LoadedModel> loaded() {
    return entries.values().stream()
        .filter(entry -> entry.model != null)
        .map(entry -> entry.model)
        .toList();
  }

  /** Frees a version that was kept for later, unless it is in use. Returns whether it was there. */
  public boolean forget(VersionKey key) {
    Runnable after;
    synchronized (this) {
      var entry = entries.get(key);
      if (entry == null) {
        return false;
      }
      entry.kept = false;
      after = trim();
    }
    after.run();
    return true;
  }

  private void begin(VersionKey key, ArtifactRef artifact, Entry entry) {
    background.execute(() -> load(key, artifact, entry));
  }

  private void load(VersionKey key, ArtifactRef artifact, Entry entry) {
    try {
      makeRoom();
      var began = System.nanoTime();
      var model = loader.load(key, artifact);
      log.info("loaded {} in {} ms", key, (System.nanoTime() - began) / 1_000_000);
      var late = false;
      synchronized (this) {
        entry.model = model;
        failures.remove(key);
        late = closed;
      }
      if (late) {
        model.close();
        throw new ModelUnavailableException("the gateway shuts down");
      }
      entry.loading.complete(model);
    } catch (Exception | OutOfMemoryError | LinkageError e) {
      var reason = "%s cannot be loaded: %s".formatted(key, e.getMessage());
      log.warn("{}", reason, e);
      synchronized (this) {
        entries.remove(key, entry);
        failures.put(key, new Failure(reason, System.nanoTime()));
      }
      entry.loading.completeExceptionally(new ModelUnavailableException(reason));
    }
  }

  private boolean failedJustNow(VersionKey key) {
    var failure = failures.get(key);
    return failure != null && System.nanoTime() - failure.nanos() < RETRY_AFTER.toNanos();
  }

  /** Why a version could not be loaded, if the last try failed. */
  public synchronized Optional<String> failure(VersionKey key) {
    return Optional.ofNullable(failures.get(key)).map(Failure::reason);
  }

  private void release(Entry entry) {
    Runnable after;
    synchronized (this) {
      entry.leases--;
      after = trim();
    }
    after.run();
  }

  /** Before a load: what is only kept for later goes first, so that both need not fit. */
  private void makeRoom() {
    List<LoadedModel> surplus;
    synchronized (this) {
      surplus = remove(capacity);
    }
    surplus.forEach(LoadedModel::close);
  }

  private Runnable trim() {
    var surplus = remove(capacity);
    return () -> surplus.forEach(model -> background.execute(() -> free(model)));
  }

  private static void free(LoadedModel model) {
    model.close();
    log.info("freed {}", model.key());
  }

  /** Takes out what nobody uses: all that is not kept, and the longest unused above the limit. */
  private List<LoadedModel> remove(int most) {
    var removed = new ArrayList<LoadedModel>();
    var surplus = entries.size() - most;
    for (var all = entries.values().iterator(); all.hasNext(); ) {
      var entry = all.next();
      if (entry.model != null && entry.leases == 0 && (!entry.kept || surplus > 0)) {
        all.remove();
        removed.add(entry.model);
        surplus--;
      }
    }
    return removed;
  }

  /** Frees everything; requests are over by now. Blocks. */
  public void close() {
    List<LoadedModel> all;
    synchronized (this) {
      closed = true;
      all = loaded();
      entries.clear();
    }
    all.forEach(LoadedModel::close);
  }
}
