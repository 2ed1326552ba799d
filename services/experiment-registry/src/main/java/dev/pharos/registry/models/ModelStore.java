package dev.pharos.registry.models;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.model.ModelChanged;
import dev.pharos.contracts.model.ModelVersion;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Models, their versions and aliases. */
final class ModelStore {
  private record VersionRow(int version, UUID runId, String digest, long size, Instant createdAt) {
    ModelVersion toMessage() {
      return new ModelVersion(version, runId, new ArtifactRef(digest, size), createdAt);
    }
  }

  private ModelStore() {}

  /** Locks a model until the transaction ends; false if there is none of that name. */
  static boolean lock(Handle handle, String name) {
    return handle
        .createQuery("select 1 from registered_models where name = :name for update")
        .bind("name", name)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Makes a model unless it exists, and locks it. */
  static void createAndLock(Handle handle, String name) {
    handle
        .createUpdate(
            "insert into registered_models (name) values (:name) on conflict (name) do nothing")
        .bind("name", name)
        .execute();
    lock(handle, name);
  }

  /** The version that a run became; empty if it is none yet. */
  static Optional<Integer> versionOf(Handle handle, String model, UUID run) {
    return handle
        .createQuery("select version from model_versions where model = :model and run_id = :run")
        .bind("model", model)
        .bind("run", run)
        .mapTo(Integer.class)
        .findOne();
  }

  /** Adds a version to a locked model, and gives its number. */
  static int addVersion(Handle handle, String model, UUID run, ArtifactRef artifact) {
    return handle
        .createQuery(
            """
            insert into model_versions (model, version, run_id, digest, size)
            select :model, coalesce(max(version), 0) + 1, :run, :digest, :size
            from model_versions where model = :model
            returning version
            """)
        .bind("model", model)
        .bind("run", run)
        .bind("digest", artifact.digest())
        .bind("size", artifact.size())
        .mapTo(Integer.class)
        .one();
  }

  static boolean hasVersion(Handle handle, String model, int version) {
    return handle
        .createQuery("select 1 from model_versions where model = :model and version = :version")
        .bind("model", model)
        .bind("version", version)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Points an alias to a version; false if it did so before. */
  static boolean setAlias(Handle handle, String model, String alias, int version) {
    return handle
            .createUpdate(
                """
                insert into model_aliases (model, alias, version)
                values (:model, :alias, :version)
                on conflict (model, alias) do update
                  set version = excluded.version, updated_at = now()
                where model_aliases.version <> excluded.version
                """)
            .bind("model", model)
            .bind("alias", alias)
            .bind("version", version)
            .execute()
        > 0;
  }

  /** Removes an alias; false if there was none. */
  static boolean removeAlias(Handle handle, String model, String alias) {
    return handle
            .createUpdate("delete from model_aliases where model = :model and alias = :alias")
            .bind("model", model)
            .bind("alias", alias)
            .execute()
        > 0;
  }

  /** Raises the revision of a locked model, and gives its whole state. */
  static ModelChanged revise(Handle handle, String model) {
    long revision =
        handle
            .createQuery(
                """
                update registered_models set revision = revision + 1 where name = :model
                returning revision
                """)
            .bind("model", model)
            .mapTo(Long.class)
            .one();
    var versions =
        handle
            .createQuery(
                """
                select version, run_id, digest, size, created_at from model_versions
                where model = :model order by version
                """)
            .bind("model", model)
            .mapTo(VersionRow.class)
            .map(VersionRow::toMessage)
            .list();
    return new ModelChanged(model, revision, versions, aliases(handle, model), Instant.now());
  }

  private static Map<String, Integer> aliases(Handle handle, String model) {
    return handle
        .createQuery("select alias, version from model_aliases where model = :model order by alias")
        .bind("model", model)
        .reduceRows(
            new TreeMap<String, Integer>(),
            (aliases, row) -> {
              aliases.put(
                  row.getColumn("alias", String.class), row.getColumn("version", Integer.class));
              return aliases;
            });
  }
}
