package dev.pharos.runtime.database;

import static dev.pharos.runtime.TestHost.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pharos.runtime.OverloadedException;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.StartException;
import dev.pharos.runtime.TestHost;
import dev.pharos.runtime.config.Secret;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithServers
class DatabaseIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TestServers servers;
  private TestHost host;
  private ServiceContext context;
  private Database database;

  DatabaseIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeEach
  void open() {
    host = TestHost.open(Map.of());
    context = await(host.host().start("tester", started -> Future.succeededFuture()));
    database = Database.open(context, config(servers.jdbcUrl(), 2, 2), new ObjectMapper());
    await(
        database.inTransaction(
            handle ->
                handle.execute(
                    "drop table if exists things; create table things (id uuid primary key, names text[], spec jsonb, made_at timestamptz)")));
  }

  @AfterEach
  void close() {
    host.close();
  }

  record Spec(int epochs, List<String> tags) {}

  record Thing(UUID id, List<String> names, @Json Spec spec, Instant madeAt) {}

  @Test
  void mapsRowsWithArraysTimesAndJson() {
    var thing =
        new Thing(
            UUID.randomUUID(),
            List.of("a", "b"),
            new Spec(3, List.of("x")),
            Instant.parse("2026-11-21T12:00:00.5Z"));
    await(
        database.inTransaction(
            handle ->
                handle
                    .createUpdate(
                        "insert into things (id, names, spec, made_at) values (:id, :names, :spec, :at)")
                    .bind("id", thing.id())
                    .bindArray("names", String.class, thing.names())
                    .bind("spec", Jsonb.of(thing.spec()))
                    .bind("at", thing.madeAt())
                    .execute()));

    var read =
        await(
            database.withHandle(
                handle -> handle.createQuery("select * from things").mapTo(Thing.class).one()));
    assertThat(read).isEqualTo(thing);
    var tree =
        await(
            database.withHandle(
                handle ->
                    handle
                        .createQuery("select spec from things where spec ->> 'epochs' = '3'")
                        .mapTo(JsonNode.class)
                        .one()));
    assertThat(tree.at("/tags/0").asText()).isEqualTo("x");
  }

  @Test
  void nullsStayNull() {
    await(
        database.inTransaction(
            handle ->
                handle
                    .createUpdate("insert into things (id, spec) values (:id, :spec)")
                    .bind("id", UUID.randomUUID())
                    .bind("spec", Jsonb.of(null))
                    .execute()));
    var read =
        await(
            database.withHandle(
                handle -> handle.createQuery("select * from things").mapTo(Thing.class).one()));
    assertThat(read.spec()).isNull();
  }

  @Test
  void aTransactionThatThrowsIsUndone() {
    assertThatThrownBy(
            () ->
                await(
                    database.inTransaction(
                        handle -> {
                          handle.execute("insert into things (id) values (gen_random_uuid())");
                          throw new IllegalStateException("no");
                        })))
        .hasMessage("no");
    assertThat(count()).isZero();
  }

  @Test
  void refusesWhatDoesNotFitInsteadOfQueueingForEver() {
    var release = new CountDownLatch(1);
    var work = new ArrayList<Future<Object>>();
    var running = new AtomicInteger();
    for (var i = 0; i < 4; i++) {
      var needed = Math.min(i, 2);
      await().atMost(LIMIT).until(() -> running.get() == needed);
      work.add(
          database.inTransaction(
              handle -> {
                running.incrementAndGet();
                release.await();
                return 1;
              }));
    }
    assertThatThrownBy(() -> await(database.inTransaction(handle -> 1)))
        .isInstanceOf(OverloadedException.class);
    release.countDown();
    await(Future.all(work));
  }

  @Test
  void neverBlocksAnEventLoop() {
    var tried =
        context
            .vertx()
            .timer(1)
            .map(
                fired -> {
                  database.inTransactionBlocking(handle -> 1);
                  return null;
                });
    assertThatThrownBy(() -> await(tried))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("event loop");
  }

  @Test
  void isCheckedForReadinessAndNamesItsAddressWhenItCannotBeReached() {
    await(database.reachable(LIMIT));
    assertThat(await(context.health().report()).failures()).isEmpty();

    var nobody = config("jdbc:postgresql://127.0.0.1:1/pharos", 1, 1);
    var away = Database.open(context, nobody, new ObjectMapper());
    assertThat(await(context.health().report()).failures()).containsKey("tester/database");
    assertThatThrownBy(() -> await(away.reachable(Duration.ofMillis(1))))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/pharos")
        .hasMessageContaining(servers.user());
  }

  @Test
  void notificationsComeAndGapsAreTold() {
    Queue<String> payloads = new ConcurrentLinkedQueue<>();
    var gaps = new AtomicInteger();
    var notifications =
        Notifications.listen(
            context, database, Map.of("runs", payloads::add), gaps::incrementAndGet);
    await(notifications.ready());
    await(database.withHandle(handle -> handle.execute("notify runs, 'one'")));
    await().atMost(LIMIT).until(() -> payloads.contains("one"));
    assertThat(gaps).hasValue(0);

    await(
        database.withHandle(
            handle ->
                handle.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'")));
    await().atMost(LIMIT).until(() -> gaps.get() == 1);
    await(database.withHandle(handle -> handle.execute("notify runs, 'two'")));
    await().atMost(LIMIT).until(() -> payloads.contains("two"));
  }

  private long count() {
    return await(
        database.withHandle(
            handle -> handle.createQuery("select count(*) from things").mapTo(Long.class).one()));
  }

  private DatabaseConfig config(String url, int threads, int queue) {
    return new DatabaseConfig(
        url,
        servers.user(),
        Secret.of(servers.password()),
        threads,
        queue,
        Duration.ofSeconds(1),
        Duration.ofSeconds(30));
  }
}
