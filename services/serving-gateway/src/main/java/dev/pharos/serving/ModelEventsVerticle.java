package dev.pharos.serving;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.model.ModelChanged;
import dev.pharos.messaging.Follower;
import dev.pharos.messaging.Message;
import dev.pharos.messaging.Messaging;
import dev.pharos.serving.catalog.Catalog;
import dev.pharos.serving.model.AliasState;
import dev.pharos.serving.model.ModelRouter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.stream.Collectors;

/**
 * Follows what the registry says about models, from the beginning. Nothing is loaded before all of
 * it is known: what an alias once pointed to is history.
 */
final class ModelEventsVerticle extends VerticleBase {
  private final Messaging messaging;
  private final ModelRouter models;
  private Catalog catalog = Catalog.empty();
  private volatile boolean caughtUp;

  ModelEventsVerticle(Messaging messaging, ModelRouter models) {
    this.messaging = messaging;
    this.models = models;
  }

  @Override
  public Future<?> start() {
    return messaging
        .follow(Topics.MODEL_EVENTS, Follower.From.BEGINNING, this::onChange)
        .caughtUp()
        .onSuccess(
            known -> {
              caughtUp = true;
              models.changed(catalog);
            });
  }

  private Future<?> onChange(Message<ModelChanged> message) {
    catalog = catalog.with(message.data());
    if (caughtUp) {
      models.changed(catalog);
    }
    return Future.succeededFuture();
  }

  /** Whether every alias has a version that answers, or cannot get one. */
  boolean ready() {
    return caughtUp && models.aliases().stream().noneMatch(ModelEventsVerticle::isComing);
  }

  /** The readiness check: it fails while models are loaded, and remarks on those that cannot be. */
  Future<?> check() {
    if (!ready()) {
      return Future.failedFuture("models are being loaded");
    }
    var stuck =
        models.aliases().stream()
            .filter(alias -> alias.failure() != null)
            .map(
                alias ->
                    "%s of %s stays with %s: %s"
                        .formatted(
                            alias.alias(),
                            alias.model(),
                            alias.serving() == null ? "no version" : "version " + alias.serving(),
                            alias.failure()))
            .collect(Collectors.joining("; "));
    return Future.succeededFuture(stuck.isEmpty() ? null : stuck);
  }

  private static boolean isComing(AliasState alias) {
    return alias.serving() == null && alias.failure() == null;
  }
}
