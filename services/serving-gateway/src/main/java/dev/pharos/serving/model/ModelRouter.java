package dev.pharos.serving.model;

import dev.pharos.contracts.model.ModelVersion;
import dev.pharos.serving.catalog.Catalog;
import dev.pharos.serving.catalog.ModelSelector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the model that answers a request, and moves aliases to new versions without a gap: the old
 * version answers until the new one is loaded and warm, and is freed when its last request is over.
 * A version that cannot be loaded leaves the old one in place and is tried again.
 */
public final class ModelRouter {
  private static final Logger log = LoggerFactory.getLogger(ModelRouter.class);

  private record Alias(String model, String alias) {}

  private final ModelPool pool;
  private final ScheduledExecutorService timer;
  private final Map<Alias, AliasRoute> routes = new LinkedHashMap<>();
  private Catalog catalog = Catalog.empty();

  /**
   * A router without models.
   *
   * @param timer for tries after a failed load
   */
  public ModelRouter(ModelPool pool, ScheduledExecutorService timer) {
    this.pool = pool;
    this.timer = timer;
  }

  /** What exists. */
  public synchronized Catalog catalog() {
    return catalog;
  }

  /** Takes a new state of the catalogue and begins to load what its aliases now point to. */
  public synchronized void changed(Catalog now) {
    catalog = now;
    routes.values().removeIf(route -> closeIfGone(route, now));
    for (var model : now.models()) {
      model
          .aliases()
          .forEach(
              (alias, version) ->
                  now.version(model.model(), version)
                      .ifPresent(target -> aim(new Alias(model.model(), alias), target)));
    }
  }

  private static boolean closeIfGone(AliasRoute route, Catalog now) {
    var gone = !now.model(route.model).aliases().containsKey(route.alias);
    if (gone && route.serving != null) {
      route.serving.close();
    }
    return gone;
  }

  private void aim(Alias alias, ModelVersion target) {
    var route = routes.computeIfAbsent(alias, key -> new AliasRoute(key.model(), key.alias()));
    if (!target.equals(route.target) || route.failure != null) {
      route.aim(target);
      if (!route.arrived()) {
        load(alias, route);
      }
    }
  }

  private void load(Alias alias, AliasRoute route) {
    var target = route.target;
    var unused =
        pool.lease(route.targetKey(), target.artifact(), false)
            .whenComplete((lease, failure) -> settle(alias, route, target, lease, failure));
  }

  private synchronized void settle(
      Alias alias, AliasRoute route, ModelVersion target, Lease lease, Throwable failure) {
    if (routes.get(alias) != route || !target.equals(route.target) || route.arrived()) {
      // The alias has moved on meanwhile.
      if (lease != null) {
        lease.close();
      }
    } else if (lease != null) {
      var old = route.serving;
      route.serving = lease;
      route.failure = null;
      log.info("{} of {} is served by version {}", alias.alias(), alias.model(), target.version());
      if (old != null) {
        old.close();
      }
    } else {
      route.failed(reason(failure));
      retryLater(alias, route, target);
    }
  }

  private void retryLater(Alias alias, AliasRoute route, ModelVersion target) {
    var delay = route.retryAfter();
    log.warn(
        "{} of {} stays with {}; next try in {} s: {}",
        alias.alias(),
        alias.model(),
        route.serving == null ? "no version" : route.serving.model().key(),
        delay.toSeconds(),
        route.failure);
    try {
      var unused =
          timer.schedule(
              () -> retry(alias, route, target), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("no more tries, the gateway shuts down", e);
    }
  }

  private synchronized void retry(Alias alias, AliasRoute route, ModelVersion target) {
    if (routes.get(alias) == route && target.equals(route.target) && route.failure != null) {
      load(alias, route);
    }
  }

  /**
   * The model that answers a request; close the lease when the answer is there.
   *
   * @return fails with {@link ModelUnavailableException} when the version cannot be loaded
   * @throws dev.pharos.serving.catalog.UnknownModelException when there is no such version
   */
  public synchronized CompletableFuture<Lease> lease(ModelSelector selector) {
    var choice = catalog.resolve(selector);
    if (choice.alias().isPresent()) {
      var route = routes.get(new Alias(choice.model(), choice.alias().get()));
      if (route.serving != null) {
        return CompletableFuture.completedFuture(pool.again(route.serving.model().key()));
      }
    }
    var version = choice.version();
    return pool.lease(
        new VersionKey(choice.model(), version.version()),
        version.artifact(),
        choice.alias().isEmpty());
  }

  /** Where every alias stands. */
  public synchronized List<AliasState> aliases() {
    return routes.values().stream().map(AliasRoute::state).toList();
  }

  private static String reason(Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
