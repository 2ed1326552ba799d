package dev.pharos.registry.collection;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.StoredArtifact;
import dev.pharos.registry.collection.CollectionConfig.Mode;
import dev.pharos.registry.collection.Leftovers.Look;
import dev.pharos.registry.collection.Leftovers.Volume;
import dev.pharos.registry.runs.EndedRuns;
import dev.pharos.runtime.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one look at the artifact store at a time, and deletes what may go. Blocks. */
final class Collector {
  private static final Logger log = LoggerFactory.getLogger(Collector.class);

  /** So many runs of before the policy are settled in one look. */
  private static final int MOST_RUNS = 1_000;

  private final Database database;
  private final ArtifactStore artifacts;
  private final CollectionConfig config;
  private final CollectionMeters meters;
  private final Leftovers leftovers;
  private String installation = "";

  /**
   * @param hearingSince since when this registry takes messages
   */
  Collector(
      Database database,
      ArtifactStore artifacts,
      CollectionConfig config,
      MeterRegistry meters,
      Instant hearingSince) {
    this.database = database;
    this.artifacts = artifacts;
    this.config = config;
    this.meters = new CollectionMeters(meters);
    this.leftovers = new Leftovers(config.keepReleased(), config.keepUnnamed(), hearingSince);
  }

  /** Notes in the store that this installation keeps artifacts there. */
  void claim() throws IOException {
    var id = database.inTransactionBlocking(ArtifactNames::installation);
    artifacts.claim(id);
    installation = id.toString();
  }

  /** Looks, if it is this registry's turn. */
  void look() throws IOException {
    var pause = config.interval().dividedBy(2);
    if (database.inTransactionBlocking(handle -> ArtifactNames.takeTurn(handle, pause))
        && isAlone()) {
      settle();
      // What is put and named in between is in the rows and not in the list, and not the other way.
      var stored = artifacts.stored();
      var names = database.inTransactionBlocking(ArtifactNames::read);
      collect(leftovers.look(stored, names, Instant.now()), stored, names);
    }
  }

  /** Runs that ended before there was a policy; what they do not keep goes like everything else. */
  private void settle() {
    if (config.mode() == Mode.DELETE) {
      for (var run : database.inTransactionBlocking(h -> EndedRuns.unsettled(h, MOST_RUNS))) {
        database.inTransactionBlocking(
            handle -> {
              EndedRuns.settle(handle, run);
              return run;
            });
      }
    }
  }

  /** Another installation's artifacts have no names here. */
  private boolean isAlone() throws IOException {
    var claims = artifacts.claims();
    boolean isAlone = claims.equals(Set.of(installation));
    if (!isAlone) {
      log.warn(
          "nothing is collected: {} is used by the installations {}, and this one is {}; delete"
              + " the files in its folder 'owners' of those that are no more",
          artifacts,
          claims,
          installation);
    }
    return isAlone;
  }

  private void collect(Look look, List<StoredArtifact> stored, ArtifactNames names)
      throws IOException {
    var due = look.due();
    var volume = Volume.of(due);
    meters.found(look.named(), look.waiting(), volume);
    if (config.mode() == Mode.REPORT) {
      log.info("{} artifacts of {} bytes may go", volume.count(), volume.bytes());
      return;
    }
    var deleted = delete(due);
    artifacts.discardUnfinished(config.keepUnnamed());
    var freed = Volume.of(deleted);
    meters.freed(freed);
    if (freed.count() > 0) {
      log.info("deleted {} artifacts of {} bytes", freed.count(), freed.bytes());
    }
    settle(stored, deleted, names);
  }

  private List<StoredArtifact> delete(List<StoredArtifact> due) {
    var deleted = new ArrayList<StoredArtifact>();
    for (var one : due) {
      try {
        if (artifacts.delete(one)) {
          deleted.add(one);
          log.debug("deleted {}, which nothing needs", one.artifact().digest());
        }
      } catch (IOException e) {
        log.warn("{} stays for now", one.artifact().digest(), e);
      }
    }
    return deleted;
  }

  /** What is gone, or needed again, is not waited for any more. */
  private void settle(
      List<StoredArtifact> stored, List<StoredArtifact> deleted, ArtifactNames names) {
    var there = digests(stored);
    there.removeAll(digests(deleted));
    var settled =
        names.released().keySet().stream()
            .filter(digest -> names.named().contains(digest) || !there.contains(digest))
            .toList();
    database.inTransactionBlocking(
        handle -> {
          names.settle(handle, settled);
          return null;
        });
  }

  private static Set<String> digests(List<StoredArtifact> artifacts) {
    return artifacts.stream().map(one -> one.artifact().digest()).collect(Collectors.toSet());
  }
}
