package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;

/** What a platform must be like when all its runs have ended, whatever happened before. */
final class Order {
  private Order() {}

  /** Nothing is stuck, doubled or half done. */
  static void assertNothingLeft(Cluster cluster) throws IOException {
    var books = cluster.books();
    await("all is published").atMost(Duration.ofSeconds(30)).until(() -> books.outbox() == 0);
    assertThat(books.underWay()).as("runs under way").isZero();
    assertThat(books.lateAttempts()).as("attempts that nobody waits for").isZero();
    assertThat(books.brokenLogs()).as("logs with lines missing").isZero();
    assertThat(books.wrongStretches()).as("stretches that tell what is not so").isZero();
    assertThat(cluster.client().get("/v1/dead-letters").body().path("items"))
        .as("dead letters")
        .isEmpty();
    assertEveryArtifactIsWhole(cluster);
  }

  /** Reads every artifact and compares its checksum. */
  static void assertEveryArtifactIsWhole(Cluster cluster) throws IOException {
    var store = cluster.store();
    for (var artifact : store.list()) {
      store.localFile(artifact);
    }
  }
}
