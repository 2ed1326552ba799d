package dev.pharos.registry.automation;

import dev.pharos.contracts.automation.Action.Incomparable;
import dev.pharos.contracts.automation.Action.Promote;
import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.registry.models.ModelView;
import java.util.Optional;

/**
 * Whether an alias goes to another version.
 *
 * @param promote whether it does
 * @param comparable whether the two could be compared, if there are two
 * @param why in words
 */
record Promotion(boolean promote, boolean comparable, String why) {

  /**
   * Compares two versions of a model by the final metrics of their runs, which count only where
   * both were measured on the same version of the same data set.
   *
   * @param champion what the alias points to; empty if there is no such alias
   */
  static Promotion decide(
      Promote wish, ModelView.Version candidate, Optional<ModelView.Version> champion) {
    var mine = candidate.metrics().get(wish.metric());
    if (mine == null || mine.isNaN()) {
      return keep("version %d has no %s".formatted(candidate.version(), wish.metric()));
    }
    if (champion.isEmpty()) {
      return promote("there was none; %s is %s".formatted(wish.metric(), mine));
    }
    var old = champion.get();
    if (old.version() == candidate.version()) {
      return keep("it points to version %d already".formatted(old.version()));
    }
    var theirs = old.metrics().get(wish.metric());
    if (theirs == null || theirs.isNaN() || !old.dataset().equals(candidate.dataset())) {
      return incomparable(wish, candidate, old, theirs);
    }
    var gain = wish.mode().gain(mine, theirs);
    var comparison =
        "%s is %s, and %s for version %d".formatted(wish.metric(), mine, theirs, old.version());
    return gain > 0 && gain >= wish.by()
        ? promote(comparison)
        : keep(comparison + ", not better" + (wish.by() > 0 ? " by " + wish.by() : ""));
  }

  private static Promotion incomparable(
      Promote wish, ModelView.Version candidate, ModelView.Version old, Double theirs) {
    var why =
        theirs == null || theirs.isNaN()
            ? "version %d has no %s".formatted(old.version(), wish.metric())
            : "version %d was measured on %s and version %d on %s"
                .formatted(
                    old.version(),
                    name(old.dataset()),
                    candidate.version(),
                    name(candidate.dataset()));
    return new Promotion(
        wish.otherwise() == Incomparable.PROMOTE, false, "cannot be compared: " + why);
  }

  static String name(DatasetChoice dataset) {
    return dataset.name() + " version " + dataset.version();
  }

  private static Promotion promote(String why) {
    return new Promotion(true, true, why);
  }

  private static Promotion keep(String why) {
    return new Promotion(false, true, why);
  }
}
