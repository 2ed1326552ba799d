package dev.pharos.benchmarks;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.BatchSource;
import dev.pharos.imaging.prepare.Preprocessing;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a process that imports a folder of images holds in memory, and one that reads a whole
 * shuffled, augmented epoch, for a small data set and one ten times as large. Linux only. The pages
 * of the mapped file, which the system takes back when it likes, are told apart from what the
 * process itself needs.
 */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "What imports and epochs of a data set, and of one ten times as large, hold.")
public final class MemoryBenchmark implements Callable<Integer> {
  private static final int SIDE = 64;
  private static final int INPUT = 56;
  private static final int BATCH = 128;
  private static final int THREADS = 2;
  private static final int LOOK_MILLIS = 1_000;
  private static final String READ = "read";
  private static final String IMPORT = "import";

  @Option(
      names = "--images",
      defaultValue = "10000",
      description = "How many images there are (default: ${DEFAULT-VALUE}).")
  private int images;

  private final PrintStream out;

  /** A benchmark that prints its figures there. */
  public MemoryBenchmark(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    measure(images);
    measure(10 * images);
    return 0;
  }

  private void measure(int count) throws Exception {
    var folder = Temporary.folder("memory");
    try {
      var file = folder.resolve("packed");
      PackedPhotographs.write(file, count, SIDE);
      out.printf(Locale.ROOT, "%,d images, %,d MB packed%n", count, Files.size(file) >> 20);
      inAProcess(READ, file);
      Files.delete(file);
      Photographs.writeSmall(folder.resolve("images"), count);
      inAProcess(IMPORT, folder);
    } finally {
      Temporary.delete(folder);
    }
  }

  /** One of the processes: {@code read FILE} or {@code import FOLDER}. */
  public static void main(String[] arguments) throws Exception {
    var path = Path.of(arguments[1]);
    if (arguments[0].equals(READ)) {
      read(path);
    } else {
      take(path);
    }
  }

  /** Each in a new JVM of the same size, so that neither inherits anything. */
  private static void inAProcess(String what, Path path) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryBenchmark.class.getName(),
                what,
                path.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("%s %s failed".formatted(what, path));
    }
  }

  private static void read(Path file) throws Exception {
    try (var dataset = PackedDataset.open(file)) {
      var preprocessing = Preprocessing.forDataset(dataset.info(), INPUT, INPUT, 3);
      var source =
          BatchSource.shuffled(dataset, preprocessing, Split.TRAIN, BATCH, 1, Augmentation.ALEXNET)
              .withThreads(THREADS);
      try (var stream = source.epoch(0, 0)) {
        for (var next = stream.next(); next.isPresent(); next = stream.next()) {
          next.get().close();
        }
      }
      tell("after an epoch", inUse());
    }
  }

  /** Imports a folder, looking again and again at what is in use. */
  private static void take(Path folder) throws Exception {
    var most = new AtomicLong();
    var watch = new Timer(true);
    watch.schedule(
        new TimerTask() {
          @Override
          public void run() {
            most.accumulateAndGet(inUse(), Math::max);
          }
        },
        LOOK_MILLIS,
        LOOK_MILLIS);
    IngestionBenchmark.run(folder.resolve("images"), folder.resolve("packed"), THREADS);
    watch.cancel();
    tell("importing", most.get());
  }

  private static long inUse() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void tell(String when, long inUse) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "  %s: heap in use %.1f MB; resident %s of its own, %s of mapped files%n",
        when,
        inUse / 1e6,
        status("RssAnon"),
        status("RssFile"));
  }

  private static String status(String name) throws Exception {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
          .findFirst()
          .orElse("unknown");
    }
  }
}
