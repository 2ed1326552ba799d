package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The artifacts of a service elsewhere, of which those that were used lately lie in a folder here.
 * What several threads want at the same time is fetched once; if the one that fetches gives up,
 * another takes over.
 */
public final class ArtifactCache implements Artifacts, AutoCloseable {
  private static final long LOOK_MILLIS = 100;

  private final RemoteArtifacts remote;
  private final CacheFolder folder;
  private final Duration patience;
  private final Download download;
  private final Counter hits;
  private final Counter misses;
  private final Map<String, Lock> fetching = new ConcurrentHashMap<>();

  /**
   * Opens a cache.
   *
   * @param directory its folder, which no other process may use
   * @param limit bytes of all artifacts in it
   * @param patience for how long the other service may be away
   */
  ArtifactCache(
      RemoteArtifacts remote, Path directory, long limit, Duration patience, MeterRegistry meters)
      throws IOException {
    this.remote = remote;
    this.folder = new CacheFolder(directory, limit);
    this.patience = patience;
    this.hits = requests(meters, "hit");
    this.misses = requests(meters, "miss");
    var fetched =
        Counter.builder("pharos.artifacts.cache.fetched")
            .description("Bytes that were fetched")
            .baseUnit("bytes")
            .register(meters);
    this.download = new Download(remote, folder.files(), patience, fetched::increment);
    Gauge.builder("pharos.artifacts.cache.used", folder, CacheFolder::bytes)
        .description("Bytes of the artifacts in the cache")
        .baseUnit("bytes")
        .register(meters);
    Gauge.builder("pharos.artifacts.cache.limit", folder, CacheFolder::limit)
        .description("Bytes that the cache may hold")
        .baseUnit("bytes")
        .register(meters);
    FunctionCounter.builder("pharos.artifacts.cache.evicted", folder, CacheFolder::evicted)
        .description("Artifacts that had to make room")
        .register(meters);
  }

  private static Counter requests(MeterRegistry meters, String result) {
    return Counter.builder("pharos.artifacts.cache.requests")
        .description("Artifacts that were asked for, and whether they were there")
        .tag("result", result)
        .register(meters);
  }

  @Override
  public ArtifactWriter write() throws IOException {
    return new CachingWriter(new FileWriter(folder.files()), this);
  }

  /** Sends an artifact whose file has just appeared in the folder. */
  void send(ArtifactRef artifact) throws IOException {
    try (var held = folder.added(artifact)) {
      new Retries(
              "sending the artifact %s to %s".formatted(artifact.digest(), remote),
              patience,
              () -> {})
          .until(
              () -> {
                if (!remote.has(artifact)) {
                  remote.put(artifact, held.file());
                }
              });
    }
  }

  @Override
  public HeldArtifact hold(ArtifactRef artifact, Runnable check) throws IOException {
    var lock = fetching.computeIfAbsent(artifact.digest(), digest -> new ReentrantLock());
    acquire(lock, check);
    try {
      var there = folder.hold(artifact);
      if (there.isPresent()) {
        hits.increment();
        return there.get();
      }
      misses.increment();
      return fetched(artifact, check);
    } finally {
      lock.unlock();
    }
  }

  private static void acquire(Lock lock, Runnable check) throws IOException {
    try {
      do {
        check.run();
      } while (!lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var interrupted = new InterruptedIOException("interrupted while it waited for an artifact");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private HeldArtifact fetched(ArtifactRef artifact, Runnable check) throws IOException {
    folder.reserve(artifact);
    try {
      download.fetch(artifact, check);
      return folder.added(artifact);
    } finally {
      folder.unreserve(artifact);
    }
  }

  /** Lets another process use the folder. */
  @Override
  public void close() throws IOException {
    folder.close();
  }

  @Override
  public String toString() {
    return remote + ", cached in " + folder.files().root();
  }
}
