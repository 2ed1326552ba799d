package dev.pharos.dataset.imports;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.StoredArtifact;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Uploads that came in one piece, by content.
 *
 * @param store where they lie
 */
record UploadFiles(ArtifactStore store) {

  /** Those that nobody has sent for so long. */
  List<StoredArtifact> olderThan(Duration age) throws IOException {
    var latest = Instant.now().minus(age);
    return store.stored().stream().filter(upload -> upload.touched().isBefore(latest)).toList();
  }

  /** Deletes an upload unless somebody needs it, and unless it is sent again at this moment. */
  void discard(String digest, BooleanSupplier isNeeded) throws IOException {
    var upload = store.find(digest);
    if (upload.isPresent()) {
      // The age first: who sends it after the question makes it younger than that.
      var seen = store.look(upload.get());
      if (seen.isPresent() && !isNeeded.getAsBoolean()) {
        store.delete(seen.get());
      }
    }
  }
}
