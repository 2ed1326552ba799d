package dev.pharos.benchmarks;

import dev.pharos.dataset.layout.LayoutOptions;
import dev.pharos.dataset.packing.ImportProgress;
import dev.pharos.dataset.packing.ImportSettings;
import dev.pharos.dataset.packing.Importer;
import dev.pharos.dataset.source.FolderSource;
import dev.pharos.dataset.source.SourceLimits;
import dev.pharos.imaging.decode.ImageDecoder;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Images per second from a folder of JPEG files to a packed data set: found, hashed, decoded,
 * scaled to 256 x 256, written, summed up and checked; beside Pillow, which decodes, scales and
 * writes them, and beside PyTorch's DataLoader that lets Pillow do so, where there is a PyTorch.
 */
@Command(
    name = "ingestion",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Image files that become a packed data set, beside Pillow.")
public final class IngestionBenchmark implements Callable<Integer> {
  private static final int HEIGHT = 375;
  private static final int WIDTH = 500;

  /** What imports of more than a quarter of a minute are like: compiled. */
  private static final int WARM_UPS = 12;

  private static final SourceLimits LIMITS =
      new SourceLimits(1_000_000, 64L << 20, Long.MAX_VALUE, 1_000);

  @Option(
      names = "--images",
      defaultValue = "2000",
      description = "How many images there are (default: ${DEFAULT-VALUE}).")
  private int images;

  @Mixin private PeerOptions turns;

  @Option(
      names = "--clock",
      defaultValue = "WALL",
      description =
          "${COMPLETION-CANDIDATES}: what users wait for, or processor time, of all threads and of"
              + " all processes of the peer's (default: ${DEFAULT-VALUE}).")
  private Clock clock;

  private final PrintStream out;

  /** A benchmark that prints its figures there. */
  public IngestionBenchmark(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    var folder = Temporary.folder("ingestion");
    try {
      var files = folder.resolve("images");
      Photographs.write(files, images, HEIGHT, WIDTH);
      var packed = folder.resolve("packed");
      for (int i = 0; i < WARM_UPS; i++) {
        rate(files, packed);
      }
      var pairs = new Pairs(out, "images/s");
      Pairs.Measured own = () -> rate(files, packed);
      if (turns.python == null) {
        pairs.run(turns.pairs, own, null, null);
        return 0;
      }
      var written = folder.resolve("peer");
      var pillow = new Peer(turns.python, "pillow_ingestion.py");
      pairs.run(
          turns.pairs,
          own,
          "pillow",
          () -> pillow.rate(files, written, turns.threads, clock.word()));
      if (clock == Clock.WALL && Peer.has(turns.python, "torch")) {
        var loader = new Peer(turns.python, "pytorch_ingestion.py");
        pairs.run(turns.pairs, own, "dataloader", () -> loader.rate(files, written, turns.threads));
      }
      return 0;
    } finally {
      Temporary.delete(folder);
    }
  }

  private double rate(Path files, Path packed) throws Exception {
    // An import writes a new file, as the peer does; taking the last one's pages back takes time.
    Files.deleteIfExists(packed);
    long began = clock.nanos();
    run(files, packed, turns.threads);
    return images / ((clock.nanos() - began) / 1e9);
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
