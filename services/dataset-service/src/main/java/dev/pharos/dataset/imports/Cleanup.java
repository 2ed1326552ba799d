package dev.pharos.dataset.imports;

import dev.pharos.runtime.database.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what processes that died left in the folder of imports, whichever process that was and
 * however many share the folder now. What is there is always listed before the rows are read: what
 * another process makes in between is in the rows then, or not in the list.
 */
final class Cleanup {
  private static final Logger log = LoggerFactory.getLogger(Cleanup.class);

  /** Between the last byte of an upload and the row that names it there is one transaction. */
  private static final Duration UNNAMED = Duration.ofHours(1);

  /** Nobody pauses that long in the middle of an upload that does not come in pieces. */
  private static final Duration UNFINISHED = Duration.ofHours(6);

  private final Database database;
  private final ImportFiles files;
  private final ImportStore imports;
  private final IncomingCleanup incoming;

  Cleanup(Database database, ImportFiles files, ImportStore imports) {
    this.database = database;
    this.files = files;
    this.imports = imports;
    this.incoming = new IncomingCleanup(files.incoming(), imports, database);
  }

  /** Looks at everything; what cannot be deleted stays until the next time. Blocks. */
  void run() {
    attempt("work folders", this::work);
    attempt("uploads", this::uploads);
    attempt("uploads in pieces", incoming::run);
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void attempt(String what, Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      log.warn("{} of imports that ended are not cleaned up for now", what, e);
    }
  }

  private void work() throws IOException {
    var folders = files.workFolders();
    var claims = new HashSet<>(database.inTransactionBlocking(imports::claims));
    for (var folder : folders) {
      if (!claims.contains(folder)) {
        log.info("the folder {} of an import that nobody works on is deleted", folder);
        files.discardWork(folder);
      }
    }
  }

  private void uploads() throws IOException {
    for (var upload : files.uploads().olderThan(UNNAMED)) {
      var digest = upload.artifact().digest();
      if (!database.inTransactionBlocking(handle -> imports.needsUpload(handle, digest))
          && files.uploadStore().delete(upload)) {
        log.info("the upload {}, which no import needs, is deleted", digest);
      }
    }
    files.uploadStore().discardUnfinished(UNFINISHED);
  }
}
