package dev.pharos.dataset.imports;

import dev.pharos.runtime.database.Database;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Makes sure that one process works on an import: whoever does holds a PostgreSQL advisory lock on
 * a connection of its own, which goes when the process does.
 */
final class ImportClaims {
  private final Database database;
  private final ImportStore imports;

  ImportClaims(Database database, ImportStore imports) {
    this.database = database;
    this.imports = imports;
  }

  /** An import that is ours until this is closed. */
  record Claim(ImportRow row, Handle lock) implements AutoCloseable {
    @Override
    public void close() {
      lock.close();
    }
  }

  /**
   * The oldest import that has not ended and that nobody works on.
   *
   * @param ours what this process works on: PostgreSQL forgets who has an import when it is
   *     restarted
   */
  Optional<Claim> next(Set<UUID> ours) {
    var waiting =
        database.inTransactionBlocking(imports::notEnded).stream()
            .filter(id -> !ours.contains(id))
            .toList();
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    var lock = database.dedicatedHandle();
    try {
      for (var id : waiting) {
        if (lock(lock, id)) {
          // What was waiting a moment ago may have been ended by somebody else meanwhile.
          var row = database.inTransactionBlocking(handle -> imports.begin(handle, id));
          if (row.isPresent()) {
            return Optional.of(new Claim(row.get(), lock));
          }
          unlock(lock, id);
        }
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
    lock.close();
    return Optional.empty();
  }

  private static boolean lock(Handle handle, UUID id) {
    return handle
        .createQuery("select pg_try_advisory_lock(hashtextextended(:name, 0))")
        .bind("name", name(id))
        .mapTo(Boolean.class)
        .one();
  }

  private static void unlock(Handle handle, UUID id) {
    handle
        .createQuery("select pg_advisory_unlock(hashtextextended(:name, 0))")
        .bind("name", name(id))
        .mapTo(Boolean.class)
        .one();
  }

  private static String name(UUID id) {
    return "dataset-import " + id;
  }
}
