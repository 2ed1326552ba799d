package dev.pharos.imaging;

/**
 * Random numbers that are the same on every machine and with every Java version: SplitMix64
 * (Steele, Lea, Flood 2014). The library's generators promise less.
 */
public final class SplitMix {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  /** A generator whose numbers are a function of these seeds. */
  public SplitMix(long... seeds) {
    state = hash(seeds);
  }

  /** 64 well-mixed bits that are a function of some numbers, in their order. */
  public static long hash(long... numbers) {
    var bits = GOLDEN;
    for (var number : numbers) {
      bits = mix(bits + GOLDEN + number);
    }
    return bits;
  }

  /** Goes on as a new generator with these three seeds would. */
  public void restart(long first, long second, long third) {
    var bits = GOLDEN;
    bits = mix(bits + GOLDEN + first);
    bits = mix(bits + GOLDEN + second);
    state = mix(bits + GOLDEN + third);
  }

  /** 64 well-mixed bits that are a function of some, one to one. */
  public static long mixed(long bits) {
    return mix(bits + GOLDEN);
  }

  private static long mix(long bits) {
    var z = bits;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** 64 random bits. */
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** Evenly from 0 to bound - 1. */
  public int nextInt(int bound) {
    // 32 bits times the bound: the unevenness is below 2^-32 per value times the bound.
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** Evenly from 0 to 1, without 1. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Evenly between two numbers. */
  public double between(double low, double high) {
    return low + nextDouble() * (high - low);
  }

  /** True so often, of 1. */
  public boolean chance(double probability) {
    return nextDouble() < probability;
  }

  /** Normally distributed with mean 0 and standard deviation 1 (Box-Muller). */
  public double nextGaussian() {
    var radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  /**
   * Roughly normally distributed with mean 0 and standard deviation 1, never beyond 3.5: the sum of
   * four even numbers. For noise by the million, where {@link #nextGaussian} would be slow.
   */
  public double nextGrain() {
    var bits = nextLong();
    var sum = (bits & 0xffff) + ((bits >>> 16) & 0xffff) + ((bits >>> 32) & 0xffff) + (bits >>> 48);
    // The sum lies around 2 * 65535 with a standard deviation of 65536 / sqrt(3).
    return (sum - 131_070.0) * (1.7320508075688772 / 65_536);
  }
}
