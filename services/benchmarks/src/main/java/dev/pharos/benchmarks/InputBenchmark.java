package dev.pharos.benchmarks;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.BatchSource;
import dev.pharos.imaging.prepare.Preprocessing;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Augmented images per second at 227 x 227 from a packed data set of 256 x 256: random crop,
 * mirror, colour noise and normalisation; beside PyTorch's DataLoader on the same mapped bytes.
 *
 * <pre>
 * ./pharos benchmark input [--images 4000] [--threads 2] [--batch 128] [--seconds 5] [--pairs 5]
 *     [--python PYTHON]</pre>
 */
public final class InputBenchmark {
  private static final int STORED = 256;
  private static final int INPUT = 227;
  private static final int RECORDS_AT = 4096;

  private final BatchSource source;
  private long epoch;

  private InputBenchmark(BatchSource source) {
    this.source = source;
  }

  /** Runs the benchmark and prints its figures. */
  public static void main(String[] arguments) throws Exception {
    var options = InputOptions.parse(4000, arguments);
    if (options.clock() != Clock.WALL) {
      throw new IllegalArgumentException("--clock cpu is for the ingestion benchmark alone");
    }
    var folder = Files.createTempDirectory("pharos-input");
    try {
      var file = folder.resolve("packed");
      PackedPhotographs.write(file, options.images(), STORED);
      try (var dataset = PackedDataset.open(file)) {
        var benchmark = new InputBenchmark(source(dataset, options));
        benchmark.rate(options.seconds()); // warms up
        var peer = new Peer(options.python(), "pytorch_input.py");
        // Found once: the best of six in every turn would be the luckiest on a busy machine.
        int best = options.python() == null ? 0 : (int) pytorch(peer, file, options, "best");
        new Pairs(System.out, "images/s")
            .run(
                options.pairs(),
                () -> benchmark.rate(options.seconds()),
                "pytorch",
                options.python() == null ? null : () -> pytorch(peer, file, options, best));
      }
    } finally {
      Temporary.delete(folder);
    }
  }

  private static double pytorch(Peer peer, Path file, InputOptions options, Object choice)
      throws Exception {
    return peer.rate(
        file, RECORDS_AT, options.images(), options.batch(), options.seconds(), choice);
  }

  private static BatchSource source(PackedDataset dataset, InputOptions options) {
    var preprocessing = Preprocessing.forDataset(dataset.info(), INPUT, INPUT, 3);
    return BatchSource.shuffled(
            dataset, preprocessing, Split.TRAIN, options.batch(), 1, Augmentation.ALEXNET)
        .withThreads(options.threads());
  }

  private double rate(double seconds) throws Exception {
    long images = 0;
    long began = System.nanoTime();
    while (true) {
      try (var stream = source.epoch(epoch++, 0)) {
        for (var next = stream.next(); next.isPresent(); next = stream.next()) {
          try (var batch = next.get()) {
            images += batch.size();
          }
          double elapsed = (System.nanoTime() - began) / 1e9;
          if (elapsed >= seconds) {
            return images / elapsed;
          }
        }
      }
    }
  }
}
