package dev.pharos.engine.operation;

import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The randomness of training steps: a function of (seed, step, layer) and of nothing that went
 * before, so that a run that is resumed needs no generator's state.
 */
public final class StepRandom {
  private final Random generator = Nd4j.getRandomFactory().getNewRandomInstance(0);
  private final long seed;
  private long step;

  public StepRandom(long seed) {
    this.seed = seed;
  }

  /** Turns to a step. */
  public void step(long number) {
    step = number;
  }

  /** A generator for one layer in this step, at its beginning; it is shared, so use it at once. */
  public Random generator(int layer) {
    generator.setSeed(mix(mix(mix(seed) + step) + layer));
    return generator;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): near seeds give unrelated ones. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
