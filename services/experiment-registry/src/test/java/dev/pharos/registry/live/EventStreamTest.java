package dev.pharos.registry.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.registry.support.TestRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browser that does not read must neither fill the memory nor miss the newest state. */
class EventStreamTest {
  private static final String BULK = "x".repeat(20_000);

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<EventStream> opened = new LinkedBlockingQueue<>();
  private final AtomicInteger events = new AtomicInteger();
  private final AtomicReference<String> tail = new AtomicReference<>("");
  private final AtomicBoolean closed = new AtomicBoolean();
  private EventStream stream;
  private NetSocket browser;

  @BeforeEach
  void open() throws InterruptedException {
    HttpServer server =
        TestRegistry.get(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      var made = new EventStream(vertx, request.response(), Optional.empty());
                      made.open();
                      opened.add(made);
                    })
                .listen(0, "127.0.0.1"));
    browser = TestRegistry.get(vertx.createNetClient().connect(server.actualPort(), "127.0.0.1"));
    browser.handler(
        part -> {
          var text = tail.get() + part;
          events.addAndGet(
              text.split("event: ", -1).length - tail.get().split("event: ", -1).length);
          tail.set(text.substring(Math.max(0, text.length() - 200)));
        });
    browser.closeHandler(gone -> closed.set(true));
    TestRegistry.get(browser.write("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"));
    stream = opened.poll(30, TimeUnit.SECONDS);
    await().until(() -> tail.get().contains("retry: 1000"));
  }

  @AfterEach
  void close() {
    TestRegistry.get(vertx.close());
  }

  @Test
  void aSlowBrowserGetsTheNewestOfWhatSupersedesItself() {
    browser.pause();
    for (var i = 1; i <= 2_000; i++) {
      stream.offer(LiveEvent.newest("run", "one", BULK + "number " + i + "."));
    }
    browser.resume();
    await().atMost(Duration.ofSeconds(20)).until(() -> tail.get().contains("number 2000."));
    assertThat(events.get()).isLessThan(2_000);
    assertThat(closed).isFalse();
  }

  @Test
  void aBrowserThatFallsFarBehindIsCutOff() {
    browser.pause();
    for (var i = 1; i <= 2_000; i++) {
      stream.offer(LiveEvent.each("metrics", BULK));
    }
    browser.resume();
    await().atMost(Duration.ofSeconds(20)).untilTrue(closed);
    assertThat(events.get()).isLessThan(2_000);
  }

  @Test
  void aBrowserThatReadsGetsEverything() {
    for (var i = 1; i <= 300; i++) {
      stream.offer(LiveEvent.each("metrics", "point " + i));
    }
    await().until(() -> events.get() == 300);
    stream.end();
    await().untilTrue(closed);
  }
}
