package dev.pharos.dataset.imports;

import java.io.IOException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
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

  IncomingCleanup(Incoming incoming, ImportStore store) {
    this.incoming = incoming;
    this.store = store;
  }

  /** Looks at each. */
  Void run(Handle handle) throws IOException {
    for (var id : incoming.list()) {
      var upload = incoming.find(id);
      if (upload.isPresent() && incoming.offset(id) == upload.get().length()) {
        if (store.add(handle, id, upload.get().wanted()).endedAt() != null) {
          incoming.discard(id);
        }
      } else if (upload.isEmpty() || incoming.expiry(id).isBefore(Instant.now())) {
        log.info("upload {} is given up", id);
        incoming.discard(id);
      }
    }
    return null;
  }
}
