package dev.pharos.registry.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.RunState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The real decisions in simulated worlds.
 *
 * <p>{@code -Dpharos.simulation.seed=N} replays one; {@code -Dpharos.simulation.long=true} goes
 * through many.
 */
class SimulationTest {
  private static final String SEED = "pharos.simulation.seed";
  private static final Simulation.Size SMALL =
      new Simulation.Size(12, 200, Duration.ofMinutes(3), Duration.ofMinutes(30), false);

  /** More than can be done at once, for so long that the least urgent would never be served. */
  private static final Simulation.Size CROWDED =
      new Simulation.Size(6, 1_200, Duration.ofMinutes(35), Duration.ofMinutes(25), true);

  private static final Simulation.Size LARGE =
      new Simulation.Size(1_000, 10_000, Duration.ofMinutes(2), Duration.ofMinutes(30), false);
  private static final int SEEDS = 12;
  private static final int MANY_SEEDS = 2_000;

  @Test
  void whatMustHoldDoes() {
    Long one = Long.getLong(SEED);
    if (one != null) {
      System.out.println("seed " + one + ": " + simulate(SMALL, one));
      return;
    }
    for (long seed = 1; seed <= SEEDS; seed++) {
      var outcome = simulate(SMALL, seed);
      assertThat(outcome.states().keySet()).as("seed %d", seed).contains(RunState.SUCCEEDED);
    }
  }

  @Test
  void nobodyStarvesInACrowd() {
    simulate(CROWDED, Long.getLong(SEED, 1));
  }

  @Test
  void theSameSeedIsTheSameHistory() {
    assertThat(simulate(SMALL, 42)).isEqualTo(simulate(SMALL, 42));
    assertThat(simulate(SMALL, 42)).isNotEqualTo(simulate(SMALL, 43));
  }

  @Test
  @EnabledIfSystemProperty(named = "pharos.simulation.long", matches = "true")
  void inManyWorlds() {
    for (long seed = 1; seed <= MANY_SEEDS; seed++) {
      simulate(SMALL, seed);
    }
  }

  @Test
  void inALargeWorld() {
    long seed = Long.getLong(SEED, 1);
    System.out.println("seed " + seed + ": " + simulate(LARGE, seed));
  }

  private static Simulation.Outcome simulate(Simulation.Size size, long seed) {
    try {
      return new Simulation(size, seed).run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "in the world of seed %d, which -D%s=%d replays: %s"
              .formatted(seed, SEED, seed, e.getMessage()),
          e);
    }
  }
}
