package dev.pharos.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.ArtifactRef;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ArtifactCacheTest {
  private static final int SIZE = 300_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Keeper keeper;
  private ArtifactCache cache;

  @BeforeEach
  void open() throws IOException {
    keeper = new Keeper();
    reopen(3 * SIZE, PATIENCE);
  }

  @AfterEach
  void close() throws IOException {
    cache.close();
    keeper.close();
  }

  /** The cache of the next process. */
  private void reopen(long limit, Duration patience) throws IOException {
    if (cache != null) {
      cache.close();
    }
    cache = new ArtifactCache(keeper.remote(), folder, limit, patience, meters);
  }

  private static byte[] noise(int seed) {
    var bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Path place(ArtifactRef artifact) {
    return folder.resolve("sha256").resolve(artifact.hex().substring(0, 2)).resolve(artifact.hex());
  }

  private void touch(ArtifactRef... artifacts) throws IOException {
    for (var artifact : artifacts) {
      cache.hold(artifact).close();
    }
  }

  private Void touched(ArtifactRef artifact) throws IOException {
    touch(artifact);
    return null;
  }

  private double meter(String name, String... tags) {
    return meters.get(name).tags(tags).meter().measure().iterator().next().getValue();
  }

  @Test
  void fetchesAnArtifactOnceAndThenHasIt() throws IOException {
    var artifact = keeper.keep(noise(1));

    for (var time = 0; time < 3; time++) {
      try (var held = cache.hold(artifact)) {
        assertThat(held.file()).isEqualTo(place(artifact)).hasBinaryContent(noise(1));
      }
    }

    assertThat(keeper.asked).containsExactly("GET");
    assertThat(meter("pharos.artifacts.cache.requests", "result", "hit")).isEqualTo(2);
    assertThat(meter("pharos.artifacts.cache.requests", "result", "miss")).isEqualTo(1);
    assertThat(meter("pharos.artifacts.cache.fetched")).isEqualTo(SIZE);
    assertThat(meter("pharos.artifacts.cache.used")).isEqualTo(SIZE);
  }

  @Test
  void aTransferThatBreaksGoesOnWhereItBroke() throws IOException {
    var artifact = keeper.keep(noise(1));
    keeper.breakAfter(100_000);
    keeper.breakAfter(50_000);

    try (var held = cache.hold(artifact)) {
      assertThat(held.file()).hasBinaryContent(noise(1));
    }

    assertThat(keeper.asked).containsExactly("GET", "GET bytes=100000-", "GET bytes=150000-");
    assertThat(folder.resolve("unfinished")).isEmptyDirectory();
  }

  @Test
  void whatArrivesDamagedIsFetchedAgainAndNeverSeen() throws IOException {
    var artifact = keeper.keep(noise(1));
    keeper.damage();

    try (var held = cache.hold(artifact)) {
      assertThat(held.file()).hasBinaryContent(noise(1));
    }
    assertThat(keeper.gets()).isEqualTo(2);

    var other = keeper.keep(noise(2));
    keeper.damage();
    keeper.damage();
    assertThatThrownBy(() -> cache.hold(other)).isInstanceOf(CorruptArtifactException.class);
    assertThat(place(other)).doesNotExist();
    assertThat(folder.resolve("unfinished")).isEmptyDirectory();
    touch(other);
  }

  @Test
  void threadsThatWantTheSameArtifactFetchItOnceAndTakeOverFromOneThatGivesUp() throws Exception {
    var artifact = keeper.keep(noise(1));
    keeper.gate = new CountDownLatch(1);
    var threads = Executors.newCachedThreadPool();
    try {
      var stopped = threads.submit(() -> cache.hold(artifact, this::giveUpOnceBytesCome));
      await().until(() -> keeper.asked.size() == 1);
      var waiting = new ArrayList<Future<?>>();
      for (var i = 0; i < 6; i++) {
        waiting.add(threads.submit(() -> touched(artifact)));
      }
      keeper.gate.countDown();

      assertThatThrownBy(stopped::get).hasRootCauseMessage("given up");
      for (var each : waiting) {
        each.get();
      }
      assertThat(keeper.gets()).isEqualTo(2);
    } finally {
      threads.shutdownNow();
    }
  }

  /** For the first to be asked: it gives up in the middle of what it fetches. */
  private void giveUpOnceBytesCome() {
    if (keeper.gate.getCount() == 0) {
      throw new IllegalStateException("given up");
    }
  }

  @Test
  void whatWasNotUsedForLongestMakesRoomAndNothingThatIsHeld() throws IOException {
    var artifacts = new ArrayList<ArtifactRef>();
    for (var i = 0; i < 5; i++) {
      artifacts.add(keeper.keep(noise(i)));
    }
    touch(artifacts.get(1), artifacts.get(0));
    try (var held = cache.hold(artifacts.get(2))) {
      touch(artifacts.get(1), artifacts.get(3));

      assertThat(there(artifacts)).containsExactly(1, 2, 3);
      touch(artifacts.get(4), artifacts.get(0));
      assertThat(there(artifacts)).containsExactly(0, 2, 4);
      assertThat(held.file()).hasBinaryContent(noise(2));
    }
    assertThat(meter("pharos.artifacts.cache.evicted")).isEqualTo(3);
    assertThat(meter("pharos.artifacts.cache.used")).isEqualTo(3 * SIZE);

    reopen(2 * SIZE, PATIENCE);
    assertThat(there(artifacts)).as("the order outlives the process").containsExactly(0, 4);
  }

  private List<Integer> there(List<ArtifactRef> artifacts) {
    return List.of(0, 1, 2, 3, 4).stream()
        .filter(i -> Files.exists(place(artifacts.get(i))))
        .toList();
  }

  @Test
  void saysWhatDoesNotFit() throws IOException {
    reopen(2 * SIZE - 1, PATIENCE);
    var one = keeper.keep(noise(1));
    var other = keeper.keep(noise(2));
    try (var held = cache.hold(one)) {
      assertThatThrownBy(() -> cache.hold(other))
          .isInstanceOf(ArtifactException.class)
          .hasMessageContaining("artifacts.cache-bytes is 599999, and 300000 bytes are in use");
      assertThat(held.file()).exists();
    }
    touch(other);
    assertThat(place(one)).doesNotExist();
  }

  @Test
  void whatAnEarlierProcessLeftIsCheckedAndWhatItHadNotFinishedIsDeleted() throws IOException {
    var whole = keeper.keep(noise(1));
    var half = keeper.keep(noise(2));
    var decayed = keeper.keep(noise(3));
    touch(whole, half, decayed);
    Files.write(place(half), Arrays.copyOf(noise(2), SIZE / 2));
    Files.write(place(decayed), noise(4));
    Files.write(folder.resolve("unfinished").resolve("download"), noise(5));
    keeper.asked.clear();

    reopen(3 * SIZE, PATIENCE);

    assertThat(folder.resolve("unfinished")).isEmptyDirectory();
    try (var a = cache.hold(whole);
        var b = cache.hold(half);
        var c = cache.hold(decayed)) {
      assertThat(a.file()).hasBinaryContent(noise(1));
      assertThat(b.file()).hasBinaryContent(noise(2));
      assertThat(c.file()).hasBinaryContent(noise(3));
    }
    assertThat(keeper.asked).containsExactly("GET", "GET");
    assertThat(meter("pharos.artifacts.cache.used")).isEqualTo(3 * SIZE);
  }

  @Test
  void whatIsWrittenIsSentBeforeItCountsAndKeptAsFarAsThereIsRoom() throws IOException {
    var artifact = cache.put(new ByteArrayInputStream(noise(1)));

    assertThat(keeper.kept.get(artifact.digest())).isEqualTo(noise(1));
    touch(artifact);
    assertThat(cache.put(new ByteArrayInputStream(noise(1)))).isEqualTo(artifact);
    assertThat(keeper.asked).containsExactly("HEAD", "PUT", "HEAD");

    reopen(SIZE / 2, PATIENCE);
    var large = cache.put(new ByteArrayInputStream(noise(2)));
    assertThat(keeper.kept).containsKey(large.digest());
    assertThat(place(large)).doesNotExist();
  }

  @Test
  void aServiceThatIsAwayIsWaitedForButNotForEver() throws IOException {
    var artifact = keeper.keep(noise(1));
    keeper.status = 503;
    reopen(SIZE, Duration.ofMillis(300));

    assertThatThrownBy(() -> cache.hold(artifact))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("nothing came of it")
        .hasMessageContaining("answers 503");
    assertThat(keeper.gets()).isGreaterThan(1);

    keeper.status = 0;
    touch(artifact);
  }

  @Test
  void whatTryingAgainCannotMendIsSaidAtOnce() throws IOException {
    var absent = new ArtifactRef("sha256:" + "1".repeat(64), 5);
    assertThatThrownBy(() -> cache.hold(absent)).isInstanceOf(MissingArtifactException.class);
    cache.close();
    cache = new ArtifactCache(keeper.remote("wrong"), folder, SIZE, PATIENCE, meters);
    assertThatThrownBy(() -> cache.hold(keeper.keep(noise(1))))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("answers 403");
    assertThat(keeper.asked).containsExactly("GET", "GET");
  }

  @Test
  void aFolderBelongsToOneProcess() {
    assertThatThrownBy(() -> new ArtifactCache(keeper.remote(), folder, SIZE, PATIENCE, meters))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("give each a folder of its own");
  }

  @Test
  void useIsRememberedByTheTimeOfTheFile() throws IOException {
    var artifact = keeper.keep(noise(1));
    touch(artifact);
    Files.setLastModifiedTime(place(artifact), FileTime.from(Instant.EPOCH));

    touch(artifact);

    assertThat(Files.getLastModifiedTime(place(artifact)).toInstant())
        .isAfter(Instant.now().minusSeconds(60));
  }
}
