package dev.pharos.runtime;

import dev.pharos.runtime.config.Settings;
import dev.pharos.runtime.config.SettingsException;
import dev.pharos.runtime.health.Health;
import dev.pharos.runtime.http.AccessConfig;
import dev.pharos.runtime.http.PublicPaths;
import dev.pharos.runtime.http.WebServer;
import dev.pharos.runtime.telemetry.Logging;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A process that runs services: one Vert.x, one registry of meters, one admin port, and the
 * services' contexts. {@link ServiceRunner} runs one service on it; the all-in-one platform runs
 * several.
 */
public final class ServiceHost {
  private static final Map<String, String> DEFAULTS = Map.of("admin.port", "9090");

  private final Settings settings;
  private final HostConfig config;
  private final Vertx vertx;
  private final PrometheusMeterRegistry meters;
  private final Health health = new Health();
  private final Closers closers = new Closers();
  private volatile int adminPort;

  private ServiceHost(Settings settings, HostConfig config) {
    this.settings = settings;
    this.config = config;
    this.meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    bindProcessMeters(meters);
    var options =
        new VertxOptions()
            .setMetricsOptions(
                new MicrometerMetricsOptions()
                    .setEnabled(true)
                    // Vert.x keeps registries by name for the whole JVM.
                    .setRegistryName("pharos-" + UUID.randomUUID())
                    .setLabels(
                        EnumSet.of(
                            Label.HTTP_METHOD,
                            Label.HTTP_CODE,
                            Label.HTTP_ROUTE,
                            Label.POOL_TYPE,
                            Label.POOL_NAME)));
    this.vertx =
        Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(meters)).build();
    closers.add("Vert.x", vertx::close);
  }

  /**
   * Opens a process: configures the logs, creates Vert.x and opens the admin port, where it is
   * alive from now on and ready when all its services are.
   *
   * @param settings read for {@code api-token}, {@code session-time}, {@code admin.*}, {@code
   *     log.*} and {@code shutdown-time}, and given to the services
   * @return fails with a {@link StartException} when the settings are wrong or the admin port is
   *     taken
   */
  public static Future<ServiceHost> open(Settings settings) {
    // A promise without a context: the event loops may be closed before it is kept.
    Promise<ServiceHost> opened = Promise.promise();
    try {
      var config = settings.withDefaults(DEFAULTS).shared().bind("", HostConfig.class);
      Logging.configure(config.log());
      var host = new ServiceHost(settings, config);
      host.openAdminPort()
          .onSuccess(open -> opened.complete(host))
          .onFailure(failure -> host.close().onComplete(closed -> opened.fail(failure)));
    } catch (SettingsException e) {
      opened.fail(e);
    }
    return opened.future();
  }

  private Future<Void> openAdminPort() {
    return Future.future(
        promise -> {
          var admin =
              WebServer.create(
                  vertx,
                  settings,
                  config.access(),
                  config.admin(),
                  PublicPaths.of(AdminRoutes.LIVE));
          new AdminRoutes(health, meters).mount(admin);
          closers.add("admin port", admin::close);
          admin.listen().onSuccess(port -> adminPort = port).<Void>mapEmpty().onComplete(promise);
        });
  }

  /**
   * Starts a service on this host. When it fails, what it had opened has been closed again, and the
   * other services run on.
   *
   * @param name the name of the service, such as {@code serving-gateway}
   */
  public Future<ServiceContext> start(String name, Service service) {
    var context =
        new ServiceContext(
            name, vertx, settings.forService(name), meters, health.of(name), config.access());
    closers.add(name, () -> context.stop(config.shutdownTime()));
    return context.start(service, config.shutdownTime()).map(context);
  }

  /** Registers what to do when the host closes, after the services that are started later. */
  public void onClose(String name, Supplier<Future<?>> close) {
    closers.add(name, close);
  }

  /** The event loops all services share. */
  public Vertx vertx() {
    return vertx;
  }

  /** The meters the admin port shows. */
  public MeterRegistry meters() {
    return meters;
  }

  /** The checks of all services. */
  public Health health() {
    return health;
  }

  /** Who may call. */
  public AccessConfig access() {
    return config.access();
  }

  /** The port where health and metrics are served. */
  public int adminPort() {
    return adminPort;
  }

  /** How long the services have to finish when the process ends. */
  public Duration shutdownTime() {
    return config.shutdownTime();
  }

  /**
   * Stops the services, last started first, then the admin port and Vert.x; within {@link
   * #shutdownTime} if they let it. Never fails; may be called repeatedly.
   */
  public Future<Void> close() {
    return closers.close(config.shutdownTime());
  }

  private static void bindProcessMeters(MeterRegistry meters) {
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
  }
}
