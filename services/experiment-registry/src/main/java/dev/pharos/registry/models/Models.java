package dev.pharos.registry.models;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Topics;
import dev.pharos.messaging.Outbox;
import dev.pharos.messaging.OutgoingMessage;
import dev.pharos.registry.notices.Notices;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Changes models, in the caller's transaction; one change at a time for each model. */
public final class Models {

  /** What became of a request to change an alias. */
  public enum Outcome {
    CHANGED,
    /** It was so already. */
    UNCHANGED,
    NO_MODEL,
    NO_VERSION
  }

  /**
   * A version and whether it was made just now.
   *
   * @param version its number
   * @param isNew false if the run had become this version before
   */
  public record Registration(int version, boolean isNew) {}

  private final Outbox outbox;

  public Models(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Makes a run's model a version of a registered model, which is made if it does not exist. */
  public Registration register(Handle handle, String model, UUID run, ArtifactRef artifact) {
    ModelStore.createAndLock(handle, model);
    var known = ModelStore.versionOf(handle, model, run);
    if (known.isPresent()) {
      return new Registration(known.get(), false);
    }
    int version = ModelStore.addVersion(handle, model, run, artifact);
    changed(handle, model);
    return new Registration(version, true);
  }

  /** Points an alias to a version. */
  public Outcome promote(Handle handle, String model, String alias, int version) {
    return promote(handle, model, alias, version, null);
  }

  /**
   * Points an alias to a version.
   *
   * @param cause id of the message or decision that led to it, which the announcement names; may be
   *     null
   */
  public Outcome promote(Handle handle, String model, String alias, int version, String cause) {
    if (!ModelStore.lock(handle, model)) {
      return Outcome.NO_MODEL;
    }
    if (!ModelStore.hasVersion(handle, model, version)) {
      return Outcome.NO_VERSION;
    }
    if (!ModelStore.setAlias(handle, model, alias, version)) {
      return Outcome.UNCHANGED;
    }
    changed(handle, model, cause);
    return Outcome.CHANGED;
  }

  /** A model, which nobody else changes until the transaction ends; empty if there is none. */
  public Optional<ModelView> lock(Handle handle, String model) {
    return ModelStore.lock(handle, model) ? ModelQueries.find(handle, model) : Optional.empty();
  }

  /** Removes an alias. */
  public Outcome demote(Handle handle, String model, String alias) {
    if (!ModelStore.lock(handle, model)) {
      return Outcome.NO_MODEL;
    }
    if (!ModelStore.removeAlias(handle, model, alias)) {
      return Outcome.UNCHANGED;
    }
    changed(handle, model);
    return Outcome.CHANGED;
  }

  private void changed(Handle handle, String model) {
    changed(handle, model, null);
  }

  private void changed(Handle handle, String model, String cause) {
    var message = OutgoingMessage.of(Topics.MODEL_EVENTS, model, ModelStore.revise(handle, model));
    outbox.append(handle, cause == null ? message : message.answering(cause));
    Notices.model(handle, model);
  }
}
