package dev.pharos.dataset.imports;

import dev.pharos.dataset.imports.ClaimWatch.Open;
import dev.pharos.runtime.database.Database;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that one process works on an import: whoever does has its claim in the row, renews it,
 * and writes nothing more once another has taken it over.
 */
final class ImportClaims {
  private static final Logger log = LoggerFactory.getLogger(ImportClaims.class);

  private final Database database;
  private final ImportStore imports;
  private final ClaimWatch watch;
  private final ImportFiles files;

  ImportClaims(Database database, ImportStore imports, ClaimWatch watch, ImportFiles files) {
    this.database = database;
    this.imports = imports;
    this.watch = watch;
    this.files = files;
  }

  /** The oldest import that has not ended and that nobody works on; it is claimed then. */
  Optional<ImportRow> next() {
    var open = database.inTransactionBlocking(imports::open);
    for (var one : watch.free(open, System.nanoTime())) {
      var row = claim(one);
      if (row.isPresent()) {
        if (one.claim() != null) {
          log.warn("import {} is taken over: who worked on it has gone silent", one.id());
          discardWork(one.claim());
        }
        return row;
      }
    }
    return Optional.empty();
  }

  /** There may be no room for two. */
  private void discardWork(UUID before) {
    try {
      files.discardWork(before.toString());
    } catch (IOException e) {
      log.warn("the folder {} of the claim before stays for now", before, e);
    }
  }

  /** Of several that try at the same time one comes to have it. */
  private Optional<ImportRow> claim(Open one) {
    return database.inTransactionBlocking(handle -> imports.begin(handle, one, UUID.randomUUID()));
  }
}
