package dev.pharos.registry.collection;

import dev.pharos.artifacts.StoredArtifact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says which artifacts may go. It errs on the side of keeping: an artifact comes into the store
 * before the message that names it comes to the registry, and that may take as long as Kafka or the
 * registry is away.
 *
 * @param keepReleased how long an artifact stays that rows named, and name no more
 * @param keepUnnamed how long one stays that no row has named since it was written
 * @param hearingSince since when the registry has taken messages without a pause
 */
record Leftovers(Duration keepReleased, Duration keepUnnamed, Instant hearingSince) {

  /** So many artifacts of so many bytes. */
  record Volume(long count, long bytes) {
    static Volume of(Collection<StoredArtifact> artifacts) {
      return new Volume(
          artifacts.size(), artifacts.stream().mapToLong(one -> one.artifact().size()).sum());
    }
  }

  /**
   * What a look found.
   *
   * @param named artifacts that something needs
   * @param waiting those that nothing needs, and that are too young to go
   * @param released those that were needed, and may go
   * @param unnamed those of which nobody knows anything, and which may go
   */
  record Look(
      Volume named, Volume waiting, List<StoredArtifact> released, List<StoredArtifact> unnamed) {
    /** All that may go. */
    List<StoredArtifact> due() {
      return Stream.concat(released.stream(), unnamed.stream()).toList();
    }
  }

  /**
   * Sorts a store.
   *
   * @param stored what is in it; read before the names were
   */
  Look look(Collection<StoredArtifact> stored, ArtifactNames names, Instant now) {
    var needed = new ArrayList<StoredArtifact>();
    var waiting = new ArrayList<StoredArtifact>();
    var free = new ArrayList<StoredArtifact>();
    var unknown = new ArrayList<StoredArtifact>();
    for (var one : stored) {
      var digest = one.artifact().digest();
      var gone = names.released().get(digest);
      if (names.named().contains(digest)) {
        needed.add(one);
      } else if (gone != null && !one.touched().isAfter(gone)) {
        (isPast(gone, keepReleased, now) ? free : waiting).add(one);
      } else {
        boolean isHeard = isPast(hearingSince, keepReleased, now);
        (isHeard && isPast(one.touched(), keepUnnamed, now) ? unknown : waiting).add(one);
      }
    }
    return new Look(Volume.of(needed), Volume.of(waiting), List.copyOf(free), List.copyOf(unknown));
  }

  private static boolean isPast(Instant then, Duration time, Instant now) {
    return !then.plus(time).isAfter(now);
  }
}
