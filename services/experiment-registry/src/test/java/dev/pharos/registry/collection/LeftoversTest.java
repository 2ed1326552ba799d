package dev.pharos.registry.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.artifacts.StoredArtifact;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.registry.collection.Leftovers.Look;
import dev.pharos.registry.collection.Leftovers.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeftoversTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Leftovers LEFTOVERS = new Leftovers(hours(1), hours(24), ago(48));

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  private static Instant ago(int hours) {
    return NOW.minus(hours(hours));
  }

  /** An artifact of ten bytes. */
  private static StoredArtifact one(char name, Instant touched) {
    var digest = "sha256:" + String.valueOf(name).repeat(64);
    return new StoredArtifact(new ArtifactRef(digest, 10), touched);
  }

  private static String digest(StoredArtifact one) {
    return one.artifact().digest();
  }

  private static Look look(StoredArtifact one, ArtifactNames names) {
    return LEFTOVERS.look(List.of(one), names, NOW);
  }

  private static ArtifactNames released(StoredArtifact one, Instant at) {
    return new ArtifactNames(Set.of(), Map.of(digest(one), at));
  }

  @Test
  void whatARowNamesStaysHoweverOldItIs() {
    var old = one('a', ago(10_000));
    var names = new ArtifactNames(Set.of(digest(old)), Map.of(digest(old), ago(5_000)));

    var look = look(old, names);

    assertThat(look.named()).isEqualTo(new Volume(1, 10));
    assertThat(look.released()).isEmpty();
    assertThat(look.unnamed()).isEmpty();
  }

  @Test
  void whatNobodyNamedGoesWhenItsMessageCannotBeUnderWayAnyMore() {
    var nothing = new ArtifactNames(Set.of(), Map.of());

    assertThat(look(one('a', ago(24)), nothing).unnamed()).hasSize(1);
    assertThat(look(one('a', ago(23)), nothing).waiting()).isEqualTo(new Volume(1, 10));
    assertThat(look(one('a', NOW), nothing).unnamed()).isEmpty();
  }

  @Test
  void aRegistryThatHasJustComeBackHearsFirstWhatWasSaidMeanwhile() {
    var justBack = new Leftovers(hours(1), hours(24), NOW.minusSeconds(60));
    var nothing = new ArtifactNames(Set.of(), Map.of());
    var old = one('a', ago(100));

    assertThat(justBack.look(List.of(old), nothing, NOW).unnamed()).isEmpty();
    assertThat(justBack.look(List.of(old), nothing, NOW.plus(hours(1))).unnamed())
        .containsExactly(old);
  }

  @Test
  void whatWasNamedGoesSoonAfterItsLastRow() {
    var young = one('a', ago(3));

    assertThat(look(young, released(young, ago(1))).released()).containsExactly(young);
    assertThat(look(young, released(young, NOW.minusSeconds(3_599))).waiting().count()).isOne();
  }

  @Test
  void whatWasWrittenAgainAfterItsLastRowIsNewAgain() {
    var again = one('a', ago(2));

    var look = look(again, released(again, ago(5)));

    assertThat(look.released()).isEmpty();
    assertThat(look.waiting().count()).isOne();
    assertThat(look(one('a', ago(30)), released(again, ago(40))).unnamed()).hasSize(1);
  }
}
