package dev.pharos.dataset.imports;

import dev.pharos.runtime.database.Database;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through uploads that came in pieces: one that is whole gets the import that it is for,
 * should the process have died between its last byte and that; one that is silent for long is given
 * up.
 */
final class IncomingCleanup {
  private static final Logger log = LoggerFactory.getLogger(IncomingCleanup.class);

  private final Incoming incoming;
  private final ImportStore store;
  private final Database database;

  IncomingCleanup(Incoming incoming, ImportStore store, Database database) {
    this.incoming = incoming;
    this.store = store;
    this.database = database;
  }

  /** Looks at each. */
  void run() throws IOException {
    for (var id : incoming.list()) {
      try {
        look(id);
      } catch (NoSuchFileException e) {
        log.debug("upload {} was deleted at this moment", id);
      } catch (IOException e) {
        log.warn("upload {} stays for now", id, e);
      }
    }
  }

  private void look(UUID id) throws IOException {
    var upload = incoming.find(id);
    if (upload.isPresent() && incoming.offset(id) == upload.get().length()) {
      var wanted = upload.get().wanted();
      if (database.inTransactionBlocking(handle -> store.add(handle, id, wanted)).endedAt()
          != null) {
        incoming.discard(id);
      }
    } else if (incoming.isSilent(id)) {
      log.info("upload {} is given up", id);
      incoming.discard(id);
    }
  }
}
