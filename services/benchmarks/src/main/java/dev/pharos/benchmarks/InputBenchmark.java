package dev.pharos.benchmarks;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.BatchSource;
import dev.pharos.imaging.prepare.Preprocessing;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Augmented images per second at 227 x 227 from a packed data set of 256 x 256: random crop,
 * mirror, colour noise and normalisation; beside PyTorch's DataLoader on the same mapped bytes.
 */
@Command(
    name = "input",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Augmented batches from a packed data set, beside PyTorch's DataLoader.")
public final class InputBenchmark implements Callable<Integer> {
  private static final int STORED = 256;
  private static final int INPUT = 227;
  private static final int RECORDS_AT = 4096;

  @Option(
      names = "--images",
      defaultValue = "4000",
      description = "How many images there are (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--batch",
      defaultValue = "128",
      description = "Images per batch (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "How long a turn takes (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Mixin private PeerOptions turns;

  private final PrintStream out;
  private long epoch;

  /** A benchmark that prints its figures there. */
  public InputBenchmark(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    var folder = Temporary.folder("input");
    try {
      var file = folder.resolve("packed");
      PackedPhotographs.write(file, images, STORED);
      try (var dataset = PackedDataset.open(file)) {
        var source = source(dataset);
        rate(source); // warms up
        var peer = new Peer(turns.python, "pytorch_input.py");
        // Found once: the best of six in every turn would be the luckiest on a busy machine.
        int best = turns.python == null ? 0 : (int) pytorch(peer, file, "best");
        new Pairs(out, "images/s")
            .run(
                turns.pairs,
                () -> rate(source),
                "pytorch",
                turns.python == null ? null : () -> pytorch(peer, file, best));
      }
      return 0;
    } finally {
      Temporary.delete(folder);
    }
  }

  private double pytorch(Peer peer, Path file, Object choice) throws Exception {
    return peer.rate(file, RECORDS_AT, images, batch, seconds, choice);
  }

  private BatchSource source(PackedDataset dataset) {
    var preprocessing = Preprocessing.forDataset(dataset.info(), INPUT, INPUT, 3);
    return BatchSource.shuffled(dataset, preprocessing, Split.TRAIN, batch, 1, Augmentation.ALEXNET)
        .withThreads(turns.threads);
  }

  private double rate(BatchSource source) throws Exception {
    long given = 0;
    long began = System.nanoTime();
    while (true) {
      try (var stream = source.epoch(epoch++, 0)) {
        for (var next = stream.next(); next.isPresent(); next = stream.next()) {
          try (var filled = next.get()) {
            given += filled.size();
          }
          double elapsed = (System.nanoTime() - began) / 1e9;
          if (elapsed >= seconds) {
            return given / elapsed;
          }
        }
      }
    }
  }
}
