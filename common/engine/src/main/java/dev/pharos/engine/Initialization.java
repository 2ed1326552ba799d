package dev.pharos.engine;

import dev.pharos.engine.graph.Segment;
import dev.pharos.networks.Initializer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The first values of a network's parameters: a function of the seed, the layers' names and their
 * descriptions, and of no library's generator, so that they are the same wherever and with whatever
 * version they are drawn.
 */
final class Initialization {
  private static final int CHUNK = 1 << 16;

  private Initialization() {}

  /** Fills all parameters. */
  static void fill(FloatBuffer parameters, List<Segment> segments, long seed) {
    for (var segment : segments) {
      fill(slice(parameters, segment), segment, seed ^ nameSeed(segment));
    }
  }

  private static FloatBuffer slice(FloatBuffer parameters, Segment segment) {
    return parameters.slice((int) segment.offset(), (int) segment.length());
  }

  private static long nameSeed(Segment segment) {
    long hash = 0xcbf29ce484222325L; // FNV-1a
    for (char c : (segment.layer() + "/" + segment.tensor().name()).toCharArray()) {
      hash = (hash ^ c) * 0x100000001b3L;
    }
    return hash;
  }

  /** Chunks have generators of their own, so that they can be filled side by side. */
  private static void fill(FloatBuffer values, Segment segment, long seed) {
    int chunks = (values.capacity() + CHUNK - 1) / CHUNK;
    IntStream.range(0, chunks)
        .parallel()
        .forEach(
            chunk -> {
              int start = chunk * CHUNK;
              var drawn = new float[Math.min(CHUNK, values.capacity() - start)];
              draw(drawn, segment, new SplittableRandom(seed + 0x9e3779b97f4a7c15L * (chunk + 1)));
              values.duplicate().position(start).put(drawn);
            });
  }

  private static void draw(float[] values, Segment segment, SplittableRandom random) {
    var tensor = segment.tensor();
    var initial = tensor.initial();
    if (initial instanceof Initializer.Constant constant) {
      Arrays.fill(values, (float) constant.value());
    } else if (initial instanceof Initializer.Gaussian gaussian) {
      normal(values, gaussian.deviation(), random);
    } else if (initial instanceof Initializer.HeNormal) {
      normal(values, Math.sqrt(2.0 / tensor.fanIn()), random);
    } else if (initial instanceof Initializer.Uniform uniform) {
      uniform(values, uniform.limit(), random);
    } else if (initial instanceof Initializer.FanInUniform uniform) {
      uniform(values, uniform.gain() / tensor.fanIn(), random);
    } else if (initial instanceof Initializer.GlorotUniform) {
      uniform(values, Math.sqrt(6.0 / (tensor.fanIn() + tensor.fanOut())), random);
    } else {
      throw new IllegalArgumentException("no way to begin with " + initial);
    }
  }

  private static void uniform(float[] values, double bound, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
  }

  /** Marsaglia's polar method, two values at a time. */
  private static void normal(float[] values, double deviation, SplittableRandom random) {
    for (int i = 0; i < values.length; i += 2) {
      double x;
      double y;
      double square;
      do {
        x = 2 * random.nextDouble() - 1;
        y = 2 * random.nextDouble() - 1;
        square = x * x + y * y;
      } while (square >= 1 || square == 0);
      double factor = deviation * Math.sqrt(-2 * StrictMath.log(square) / square);
      values[i] = (float) (x * factor);
      if (i + 1 < values.length) {
        values[i + 1] = (float) (y * factor);
      }
    }
  }
}
