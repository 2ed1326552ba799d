package dev.pharos.imaging.packed;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.ImageShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Which images of a data set that is being written stay in the files where they lie. */
final class Sharing {
  /** Each file is one more to fetch, map and keep: a version in more than these gets its own. */
  private static final int MOST_PARTS = 32;

  private final List<ArtifactRef> parts;

  private Sharing(List<ArtifactRef> parts) {
    this.parts = parts;
  }

  /** What can be shared: all that lies somewhere, if it lies there as it is to be. */
  static Sharing of(List<Entry> entries, ImageShape shape) {
    var parts = new HashSet<ArtifactRef>();
    for (var entry : entries) {
      if (entry.shared != null) {
        if (entry.channels() != shape.channels()) {
          return new Sharing(List.of());
        }
        parts.add(entry.shared.file());
      }
    }
    if (parts.size() > MOST_PARTS) {
      return new Sharing(List.of());
    }
    var ordered = new ArrayList<>(parts);
    ordered.sort((a, b) -> a.digest().compareTo(b.digest()));
    return new Sharing(List.copyOf(ordered));
  }

  /** The files with images besides the one that is written. */
  List<ArtifactRef> parts() {
    return parts;
  }

  /** Whether an image stays where it is. */
  boolean has(Entry entry) {
    return entry.shared != null && !parts.isEmpty();
  }

  /** Writes where each image is, if not all are in the file that is written. */
  void write(SectionWriter file, List<Entry> entries) throws IOException {
    if (parts.isEmpty()) {
      return;
    }
    file.begin(Layout.PLACES);
    var own = 0;
    for (var entry : entries) {
      if (has(entry)) {
        file.write(1 + parts.indexOf(entry.shared.file()));
        file.write(entry.shared.record());
      } else {
        file.write(0);
        file.write(own++);
      }
    }
  }
}
