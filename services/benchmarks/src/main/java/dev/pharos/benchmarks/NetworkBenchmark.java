package dev.pharos.benchmarks;

import dev.pharos.engine.Batch;
import dev.pharos.engine.Devices;
import dev.pharos.engine.Optimization;
import dev.pharos.engine.Trainer;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Random;

/**
 * Images per second of a network in training, on generated images, beside PyTorch where a Python
 * that has it is named.
 *
 * <pre>./pharos benchmark network [--network lenet5] [--batch 64] [--seconds 10] [--python PYTHON]
 * </pre>
 */
public final class NetworkBenchmark {
  private static final int WARM_UP_STEPS = 3;

  private final Options options;
  private final PrintStream out;

  private NetworkBenchmark(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Runs the benchmark and prints its figures. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new NetworkBenchmark(Options.parse(arguments), System.out).run();
  }

  private void run() throws IOException, InterruptedException {
    var network = Networks.build(options.network(), NetworkSettings.defaults());
    out.printf(
        Locale.ROOT,
        "%s, %,d parameters, batch %d; %s%n",
        network.name(),
        network.parameterCount(),
        options.batch(),
        Devices.here());
    double own = training(network);
    out.printf(Locale.ROOT, "pharos   training %,.1f images/s%n", own);
    if (options.python() != null) {
      double peer =
          new Peer(options.python(), "pytorch_network.py")
              .rate(options.network(), options.batch(), options.seconds());
      out.printf(Locale.ROOT, "pytorch  training %,.1f images/s%n", peer);
      out.printf(Locale.ROOT, "ratio    training %.2f%n", own / peer);
    }
  }

  private double training(NetworkSpec network) {
    var batch = batch(network, options.batch());
    try (var trainer = Trainer.create(network, Optimization.sgd(1e-4, 0.9), 1)) {
      for (int step = 0; step < WARM_UP_STEPS; step++) {
        trainer.step(batch);
      }
      long images = 0;
      long began = System.nanoTime();
      double elapsed;
      do {
        trainer.step(batch);
        images += batch.size();
        elapsed = (System.nanoTime() - began) / 1e9;
      } while (elapsed < options.seconds());
      return images / elapsed;
    }
  }

  private static Batch batch(NetworkSpec network, int size) {
    var random = new Random(1);
    var pixels = new float[Math.toIntExact(size * network.input().elements())];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return Batch.of(pixels, random.ints(size, 0, network.classes()).toArray());
  }
}
