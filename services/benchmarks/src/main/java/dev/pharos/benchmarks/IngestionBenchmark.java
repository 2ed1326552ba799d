package dev.pharos.benchmarks;

import dev.pharos.dataset.layout.LayoutOptions;
import dev.pharos.dataset.packing.ImportProgress;
import dev.pharos.dataset.packing.ImportSettings;
import dev.pharos.dataset.packing.Importer;
import dev.pharos.dataset.source.FolderSource;
import dev.pharos.dataset.source.SourceLimits;
import dev.pharos.imaging.decode.ImageDecoder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Images per second from a folder of JPEG files to a packed data set: found, hashed, decoded,
 * scaled to 256 x 256, written, summed up and checked; beside Pillow, which decodes, scales and
 * writes them, and beside PyTorch's DataLoader that lets Pillow do so, where there is a PyTorch.
 *
 * <pre>./pharos benchmark ingestion [--images 1000] [--threads 2] [--pairs 5] [--clock wall|cpu]
 *     [--python PYTHON]</pre>
 *
 * With {@code --clock cpu} these are images per second of processor time, of all threads, and of
 * all processes of the peer's.
 */
public final class IngestionBenchmark {
  private static final int HEIGHT = 375;
  private static final int WIDTH = 500;

  /** What imports of more than some seconds are like: compiled. */
  private static final int WARM_UPS = 4;

  private static final SourceLimits LIMITS =
      new SourceLimits(1_000_000, 64L << 20, Long.MAX_VALUE, 1_000);

  private IngestionBenchmark() {}

  /** Runs the benchmark and prints its figures. */
  public static void main(String[] arguments) throws Exception {
    var options = InputOptions.parse(1000, arguments);
    var folder = Files.createTempDirectory("pharos-ingestion");
    try {
      var images = folder.resolve("images");
      Photographs.write(images, options.images(), HEIGHT, WIDTH);
      var packed = folder.resolve("packed");
      for (int i = 0; i < WARM_UPS; i++) {
        run(images, packed, options);
      }
      var pairs = new Pairs(System.out, "images/s");
      Pairs.Measured own = () -> run(images, packed, options);
      if (options.python() == null) {
        pairs.run(options.pairs(), own, null, null);
        return;
      }
      var out = folder.resolve("peer");
      var pillow = new Peer(options.python(), "pillow_ingestion.py");
      pairs.run(
          options.pairs(),
          own,
          "pillow",
          () -> pillow.rate(images, out, options.threads(), options.clock().word()));
      if (options.clock() == Clock.WALL && Peer.has(options.python(), "torch")) {
        var loader = new Peer(options.python(), "pytorch_ingestion.py");
        pairs.run(
            options.pairs(), own, "dataloader", () -> loader.rate(images, out, options.threads()));
      }
    } finally {
      Temporary.delete(folder);
    }
  }

  private static double run(Path images, Path packed, InputOptions options) throws Exception {
    // An import writes a new file, as the peer does; taking the last one's pages back takes time.
    Files.deleteIfExists(packed);
    long began = options.clock().nanos();
    run(images, packed, options.threads());
    return options.images() / ((options.clock().nanos() - began) / 1e9);
  }

  /** Imports a folder of images. */
  static void run(Path images, Path packed, int threads) throws Exception {
    var settings =
        new ImportSettings(1, 0, ImageDecoder.DEFAULT_PIXEL_LIMIT, threads, LayoutOptions.DEFAULT);
    try (var source = FolderSource.list(images, LIMITS, () -> {})) {
      new Importer(settings, new ImportProgress()).run(source, packed);
    }
  }
}
