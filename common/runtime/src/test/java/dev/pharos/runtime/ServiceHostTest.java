package dev.pharos.runtime;

import static dev.pharos.runtime.TestHost.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.runtime.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceHostTest {
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private TestHost host = TestHost.open(Map.of("shutdown-time", "2s"));

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void stopsInReverseOrderEvenWhenSomethingFailsOrHangs() {
    await(host.host().start("a", context -> noting(context, "a1", "a2")));
    await(
        host.host()
            .start(
                "b",
                context -> {
                  noting(context, "b1");
                  context.onStop(
                      "throws",
                      () -> {
                        throw new IllegalStateException("no");
                      });
                  context.onStop("fails", () -> Future.failedFuture("no"));
                  context.onStop("hangs", () -> Promise.promise().future());
                  return noting(context, "b2");
                }));
    host.close();
    assertThat(events).containsExactly("b2", "b1", "a2", "a1");
  }

  @Test
  void aFailedStartClosesWhatWasOpenedAndLeavesTheOthers() {
    var healthy = await(host.host().start("healthy", context -> noting(context, "healthy")));
    assertThatThrownBy(
            () ->
                await(
                    host.host()
                        .start(
                            "broken",
                            context -> {
                              noting(context, "opened");
                              throw new StartException("the disk is full");
                            })))
        .isInstanceOf(StartException.class)
        .hasMessage("the disk is full");
    assertThat(events).containsExactly("opened");
    assertThat(healthy.state()).isEqualTo(Lifecycle.STARTED);
  }

  @Test
  void whatIsOpenedWhileStoppingIsClosedAtOnce() {
    var started = Promise.<Void>promise();
    var begun = new ServiceContext[1];
    var start =
        host.host()
            .start(
                "slow",
                context -> {
                  begun[0] = context;
                  return started.future();
                });
    assertThat(begun[0].state()).isEqualTo(Lifecycle.STARTING);
    await(host.host().close());
    begun[0].onStop("late", () -> Future.succeededFuture(events.add("late")));
    assertThat(events).containsExactly("late");
    started.complete();
    assertThatThrownBy(() -> await(start)).hasMessage("stopped while it was starting");
    assertThat(begun[0].state()).isEqualTo(Lifecycle.STOPPED);
    host = TestHost.open(Map.of());
  }

  @Test
  void deployedVerticlesAreUndeployed() {
    await(
        host.host()
            .start(
                "verticles",
                context ->
                    context.deploy(
                        new VerticleBase() {
                          @Override
                          public Future<?> start() {
                            return Future.succeededFuture(events.add("start"));
                          }

                          @Override
                          public Future<?> stop() {
                            return Future.succeededFuture(events.add("stop"));
                          }
                        })));
    host.close();
    assertThat(events).containsExactly("start", "stop");
  }

  @Test
  void theAdminPortTellsLifeReadinessAndMetrics() {
    var port = host.host().adminPort();
    assertThat(host.get(port, "/health/live", Map.of()).json().getString("status")).isEqualTo("UP");
    assertThat(host.get(port, "/health/ready", Map.of()).status()).isEqualTo(200);

    var starting = Promise.<Void>promise();
    var start =
        host.host()
            .start(
                "slow",
                context -> {
                  context.health().register("disk", () -> Future.failedFuture("it is full"));
                  return starting.future();
                });
    var notReady = host.get(port, "/health/ready", Map.of());
    assertThat(notReady.status()).isEqualTo(503);
    assertThat(notReady.body())
        .contains("slow/started", "the service is STARTING", "slow/disk", "it is full");

    starting.complete();
    await(start).health().register("disk", Future::succeededFuture);
    assertThat(host.get(port, "/health/ready", Map.of()).status()).isEqualTo(200);
    assertThat(host.get(port, "/metrics", Map.of()).body())
        .contains("jvm_memory_used_bytes", "vertx_http_server_requests_total");
  }

  @Test
  void withATokenOnlyLifeIsPublic() {
    host.close();
    host = TestHost.open(Map.of("api-token", "secret"));
    var port = host.host().adminPort();
    assertThat(host.get(port, "/health/live", Map.of()).status()).isEqualTo(200);
    for (var path : List.of("/health/ready", "/metrics")) {
      assertThat(host.get(port, path, Map.of()).status()).isEqualTo(401);
      assertThat(host.get(port, path, Map.of("authorization", "bearer secret")).status())
          .isEqualTo(200);
    }
  }

  @Test
  void aBusyAdminPortIsNamedWithItsSetting() {
    var settings = Settings.of(Map.of("admin.port", Integer.toString(host.host().adminPort())));
    assertThatThrownBy(() -> await(ServiceHost.open(settings)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("127.0.0.1:" + host.host().adminPort())
        .hasMessageContaining("--admin.port=")
        .hasMessageContaining("PHAROS_ADMIN_PORT");
  }

  private Future<Void> noting(ServiceContext context, String... names) {
    for (var name : names) {
      context.onStop(name, () -> Future.succeededFuture(events.add(name)));
    }
    return Future.succeededFuture();
  }
}
