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

  private final Entries entries;
  private final List<ArtifactRef> parts;

  private Sharing(Entries entries, List<ArtifactRef> parts) {
    this.entries = entries;
    this.parts = parts;
  }

  /** What can be shared: all that lies somewhere, if it lies there as it is to be. */
  static Sharing of(Entries entries, int[] order, ImageShape shape) {
    var parts = new HashSet<ArtifactRef>();
    for (var image : order) {
      if (entries.isShared(image)) {
        parts.add(entries.placeThere(image).file());
      }
    }
    if (parts.isEmpty()
        || parts.size() > MOST_PARTS
        || entries.shared().shape().channels() != shape.channels()) {
      return new Sharing(entries, List.of());
    }
    var ordered = new ArrayList<>(parts);
    ordered.sort((a, b) -> a.digest().compareTo(b.digest()));
    return new Sharing(entries, List.copyOf(ordered));
  }

  /** The files with images besides the one that is written. */
  List<ArtifactRef> parts() {
    return parts;
  }

  /** Whether an image stays where it is. */
  boolean has(int image) {
    return entries.isShared(image) && !parts.isEmpty();
  }

  /** Writes where each image is, if not all are in the file that is written. */
  void write(SectionWriter file, int[] order) throws IOException {
    if (parts.isEmpty()) {
      return;
    }
    file.begin(Layout.PLACES);
    var own = 0;
    for (var image : order) {
      if (has(image)) {
        var place = entries.placeThere(image);
        file.write(1 + parts.indexOf(place.file()));
        file.write(place.record());
      } else {
        file.write(0);
        file.write(own++);
      }
    }
  }
}
