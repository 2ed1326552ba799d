package dev.pharos.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.model.ModelChanged;
import dev.pharos.contracts.model.ModelVersion;
import dev.pharos.serving.catalog.ModelSelector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ModelRouterTest {
  private static final BatchingConfig BATCHING = new BatchingConfig(4, Duration.ZERO, 1000);

  private final Map<Integer, FakeNetwork> networks = new ConcurrentHashMap<>();
  private final Map<Integer, String> broken = new ConcurrentHashMap<>();
  private final Semaphore loads = new Semaphore(1000);
  private final ConcurrentLinkedQueue<Integer> loaded = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  private final ModelPool pool = new ModelPool(2, this::load, background);
  private final ModelRouter router = new ModelRouter(pool, background);
  private long revision;

  @AfterEach
  void close() {
    loads.release(1000);
    background.shutdownNow();
    pool.close();
  }

  @Test
  void anAliasIsServedOnceItsVersionIsLoaded() throws Exception {
    changed(2, Map.of("champion", 1));

    try (var lease = lease(ModelSelector.standard("digits"))) {
      assertThat(lease.model().key()).isEqualTo(new VersionKey("digits", 1));
    }
    await().until(() -> router.aliases().get(0).arrived());
    assertThat(loaded).containsExactly(1);
  }

  @Test
  void theOldVersionAnswersUntilTheNewOneIsThereAndIsFreedAfterItsLastRequest() throws Exception {
    changed(2, Map.of("champion", 1));
    var old = lease(ModelSelector.standard("digits"));
    await().until(() -> router.aliases().get(0).arrived());
    loads.drainPermits();

    changed(2, Map.of("champion", 2));
    try (var meanwhile = lease(ModelSelector.standard("digits"))) {
      assertThat(meanwhile.model().key().version()).isEqualTo(1);
    }
    loads.release(1000);
    await().until(() -> router.aliases().get(0).arrived());

    try (var now = lease(ModelSelector.standard("digits"))) {
      assertThat(now.model().key().version()).isEqualTo(2);
    }
    assertThat(old.model().classify(new float[] {0.5f}, 1).get().probabilities())
        .hasDimensions(1, 2);
    assertThat(networks.get(1).closed).isFalse();
    old.close();
    await().until(() -> networks.get(1).closed);
    assertThat(networks.get(2).closed).isFalse();
  }

  @Test
  void aVersionThatCannotBeLoadedLeavesTheOldOneServing() throws Exception {
    changed(3, Map.of("champion", 1));
    await().until(() -> router.aliases().get(0).arrived());
    broken.put(2, "its parameters are damaged");

    changed(3, Map.of("champion", 2));

    await().until(() -> router.aliases().get(0).failure() != null);
    assertThat(router.aliases().get(0).failure()).contains("its parameters are damaged");
    try (var lease = lease(ModelSelector.standard("digits"))) {
      assertThat(lease.model().key().version()).isEqualTo(1);
    }
    assertThatThrownBy(() -> lease(ModelSelector.version("digits", 2)))
        .hasMessageContaining("digits version 2 cannot be loaded: its parameters are damaged");
    changed(3, Map.of("champion", 3));
    await().until(() -> router.aliases().get(0).arrived());
    assertThat(router.aliases().get(0).failure()).isNull();
  }

  @Test
  void theLastOfManyPromotionsWins() {
    loads.drainPermits();
    changed(3, Map.of("champion", 1));
    changed(3, Map.of("champion", 2));
    changed(3, Map.of("champion", 3));
    loads.release(1000);

    await().until(() -> router.aliases().get(0).arrived());
    assertThat(router.aliases().get(0).serving()).isEqualTo(3);
    await().until(() -> pool.loaded().size() == 1);
  }

  @Test
  void versionsThatWereAskedForStayWhileThereIsRoom() throws Exception {
    changed(4, Map.of("champion", 1));
    await().until(() -> router.aliases().get(0).arrived());

    for (var version : List.of(2, 2, 3, 3)) {
      lease(ModelSelector.version("digits", version)).close();
    }

    assertThat(loaded).containsExactly(1, 2, 3);
    await().until(() -> networks.get(2).closed);
    assertThat(networks.get(1).closed).isFalse();
    assertThat(networks.get(3).closed).isFalse();
    assertThat(pool.loaded()).hasSize(2);
  }

  @Test
  void anAliasThatIsTakenAwayFreesItsVersion() {
    changed(1, Map.of("champion", 1));
    await().until(() -> router.aliases().get(0).arrived());

    changed(1, Map.of());

    await().until(() -> networks.get(1).closed);
    assertThat(router.aliases()).isEmpty();
  }

  @Test
  void noRequestFailsWhilePromotionsFollowEachOther() throws Exception {
    changed(6, Map.of("champion", 1));
    await().until(() -> router.aliases().get(0).arrived());
    var stop = new AtomicBoolean();
    var failures = new ConcurrentLinkedQueue<Throwable>();
    var clients =
        IntStream.range(0, 3).mapToObj(i -> new Thread(() -> request(stop, failures))).toList();
    clients.forEach(Thread::start);

    for (var round = 0; round < 30; round++) {
      changed(6, Map.of("champion", round % 6 + 1));
      var promoted = round % 6 + 1;
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> router.aliases().get(0).serving() == promoted);
    }
    stop.set(true);
    for (var client : clients) {
      client.join();
    }

    assertThat(failures).isEmpty();
  }

  private void request(AtomicBoolean stop, ConcurrentLinkedQueue<Throwable> failures) {
    while (!stop.get()) {
      try (var lease = lease(ModelSelector.standard("digits"))) {
        lease.model().classify(new float[] {0.5f}, 1).get();
      } catch (Exception e) {
        failures.add(e);
      }
    }
  }

  private Lease lease(ModelSelector selector) throws Exception {
    try {
      return router.lease(selector).get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private void changed(int versions, Map<String, Integer> aliases) {
    router.changed(
        router
            .catalog()
            .with(
                new ModelChanged(
                    "digits",
                    ++revision,
                    IntStream.rangeClosed(1, versions).mapToObj(ModelRouterTest::version).toList(),
                    aliases,
                    Instant.EPOCH)));
  }

  private static ModelVersion version(int number) {
    return new ModelVersion(
        number,
        new UUID(0, number),
        new ArtifactRef("sha256:" + "0".repeat(63) + number, 1),
        Instant.EPOCH);
  }

  private LoadedModel load(VersionKey key, ArtifactRef artifact) throws Exception {
    loads.acquire();
    if (broken.containsKey(key.version())) {
      throw new IllegalStateException(broken.get(key.version()));
    }
    var network = new FakeNetwork();
    networks.put(key.version(), network);
    loaded.add(key.version());
    return new LoadedModel(
        key, network, BATCHING, new VersionMeters(new SimpleMeterRegistry(), key));
  }
}
