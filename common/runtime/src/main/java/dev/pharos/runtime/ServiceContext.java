package dev.pharos.runtime;

import dev.pharos.runtime.config.Settings;
import dev.pharos.runtime.health.Health;
import dev.pharos.runtime.http.AccessConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service is given to live with: the event loops, its settings, meters and health, and a
 * place to say what must be closed. Made by a {@link ServiceHost}; several contexts may share a
 * Vert.x.
 */
public final class ServiceContext {
  private static final Logger log = LoggerFactory.getLogger(ServiceContext.class);

  private final String service;
  private final Vertx vertx;
  private final Settings settings;
  private final MeterRegistry meters;
  private final Health health;
  private final AccessConfig access;
  private final Closers closers = new Closers();
  private final AtomicReference<Lifecycle> state = new AtomicReference<>(Lifecycle.NEW);

  ServiceContext(
      String service,
      Vertx vertx,
      Settings settings,
      MeterRegistry meters,
      Health health,
      AccessConfig access) {
    this.service = service;
    this.vertx = vertx;
    this.settings = settings;
    this.meters = meters;
    this.health = health;
    this.access = access;
    health.register("started", this::startedOrWhyNot);
  }

  /** The name of the service, such as {@code training-worker}. */
  public String service() {
    return service;
  }

  /** The event loops; perhaps shared with other services, so never close it. */
  public Vertx vertx() {
    return vertx;
  }

  /** The settings as this service sees them. */
  public Settings settings() {
    return settings;
  }

  /** Where meters are registered; the admin port shows them to Prometheus. */
  public MeterRegistry meters() {
    return meters;
  }

  /** The checks that decide whether this service is ready. */
  public Health health() {
    return health;
  }

  /** Who may call: the API token, if there is one, and how long a log-in lasts. */
  public AccessConfig access() {
    return access;
  }

  /** Where the service is in its life. */
  public Lifecycle state() {
    return state.get();
  }

  /** Deploys a verticle and undeploys it when the service stops. */
  public Future<String> deploy(VerticleBase verticle) {
    return undeployed(vertx.deployVerticle(verticle));
  }

  /**
   * Deploys verticles (one for each instance asked for) and undeploys them when the service stops.
   */
  public Future<String> deploy(
      Supplier<? extends VerticleBase> verticle, DeploymentOptions options) {
    return undeployed(vertx.deployVerticle(verticle, options));
  }

  private Future<String> undeployed(Future<String> deployment) {
    return deployment.onSuccess(id -> onStop("verticle " + id, () -> vertx.undeploy(id)));
  }

  /**
   * Registers what to do when the service stops. Closers run one after the other, last registered
   * first; one that fails is logged and the next runs all the same.
   */
  public void onStop(String name, Supplier<Future<?>> close) {
    closers.add(service + ": " + name, close);
  }

  /** Starts the service on this context; on failure what it has opened is closed again. */
  Future<Void> start(Service function, Duration closeLimit) {
    if (!state.compareAndSet(Lifecycle.NEW, Lifecycle.STARTING)) {
      return Future.failedFuture(new IllegalStateException(service + " was started before"));
    }
    var began = System.nanoTime();
    return Future.<Void>future(promise -> function.start(this).<Void>mapEmpty().onComplete(promise))
        .compose(
            started ->
                state.compareAndSet(Lifecycle.STARTING, Lifecycle.STARTED)
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(new StartException("stopped while it was starting")))
        .onSuccess(
            started ->
                log.info("{} started in {} ms", service, (System.nanoTime() - began) / 1_000_000))
        .recover(
            failure -> stop(closeLimit).transform(stopped -> Future.<Void>failedFuture(failure)));
  }

  /** Closes what the service opened, in reverse order. May be called at any time and repeatedly. */
  Future<Void> stop(Duration limit) {
    state.updateAndGet(now -> now == Lifecycle.STOPPED ? now : Lifecycle.STOPPING);
    return closers
        .close(limit)
        .onComplete(
            closed -> {
              if (state.getAndSet(Lifecycle.STOPPED) != Lifecycle.STOPPED) {
                log.info("{} stopped", service);
              }
            });
  }

  private Future<Void> startedOrWhyNot() {
    var now = state.get();
    return now == Lifecycle.STARTED
        ? Future.succeededFuture()
        : Future.failedFuture("the service is " + now);
  }
}
