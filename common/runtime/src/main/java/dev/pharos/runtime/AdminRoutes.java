package dev.pharos.runtime;

import dev.pharos.runtime.health.Health;
import dev.pharos.runtime.health.HealthReport;
import dev.pharos.runtime.http.WebServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * The routes of the admin port: {@code /health/live} (the process answers), {@code /health/ready}
 * (200 when it can take work, else 503 with the checks that fail) and {@code /metrics} for
 * Prometheus.
 */
final class AdminRoutes {
  static final String LIVE = "/health/live";

  private final Health health;
  private final PrometheusMeterRegistry meters;

  AdminRoutes(Health health, PrometheusMeterRegistry meters) {
    this.health = health;
    this.meters = meters;
  }

  void mount(WebServer web) {
    web.router().get(LIVE).handler(request -> request.json(new JsonObject().put("status", "UP")));
    web.router().get("/health/ready").handler(this::ready);
    web.router().get("/metrics").handler(this::metrics);
  }

  private void ready(RoutingContext request) {
    health
        .report()
        .onSuccess(
            report ->
                request
                    .response()
                    .setStatusCode(report.ready() ? 200 : 503)
                    .putHeader("Content-Type", "application/json")
                    .end(json(report).toBuffer()))
        .onFailure(request::fail);
  }

  private static JsonObject json(HealthReport report) {
    var checks = new JsonArray();
    report.checks().stream()
        .sorted()
        .forEach(
            name -> {
              var reason = report.failures().get(name);
              var check =
                  new JsonObject().put("name", name).put("status", reason == null ? "UP" : "DOWN");
              if (reason != null) {
                check.put("reason", reason);
              } else if (report.notes().containsKey(name)) {
                check.put("note", report.notes().get(name));
              }
              checks.add(check);
            });
    return new JsonObject().put("status", report.ready() ? "UP" : "DOWN").put("checks", checks);
  }

  private void metrics(RoutingContext request) {
    request
        .response()
        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        .end(meters.scrape());
  }
}
