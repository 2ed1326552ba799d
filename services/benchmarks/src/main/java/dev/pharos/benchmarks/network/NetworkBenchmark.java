package dev.pharos.benchmarks.network;

import dev.pharos.benchmarks.Clock;
import dev.pharos.benchmarks.Median;
import dev.pharos.engine.Devices;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Images per second of networks in training and in inference, the time for one image, and the
 * memory that takes; beside PyTorch where a Python that has it is named. Both sides compute the
 * same layers, in turns of some seconds, one right after the other: what else the machine does
 * touches both, and the median of the ratios forgives a turn that was disturbed.
 */
@Command(
    name = "network",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Training and inference of networks, beside PyTorch.")
public final class NetworkBenchmark implements Callable<Integer> {
  private static final String PLAIN_ALEXNET = "alexnet-single:lrn=false";

  @Option(
      names = "--network",
      split = ",",
      paramLabel = "NAME[:SETTING=VALUE...]",
      defaultValue = "lenet5,alexnet,alexnet-single," + PLAIN_ALEXNET + ",nin,zfnet,vgg16,resnet18",
      description = "What to measure (default: ${DEFAULT-VALUE}).")
  private List<String> networks;

  @Option(
      names = "--kind",
      split = ",",
      paramLabel = "KIND",
      defaultValue = "TRAINING,INFERENCE,SINGLE",
      description = "Of ${COMPLETION-CANDIDATES} (default: all).")
  private List<Kind> kinds;

  @Option(
      names = "--batch",
      defaultValue = "64",
      description = "Images per batch (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--seconds",
      defaultValue = "6",
      description = "How long a turn takes (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--pairs",
      defaultValue = "3",
      description = "How many turns each side has (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(names = "--python", description = "A Python that has PyTorch (default: no peer).")
  private String python;

  @Option(
      names = "--peer",
      paramLabel = "STYLE",
      defaultValue = "BEST",
      description =
          "${COMPLETION-CANDIDATES}: PyTorch at its best settings, or as its users run it (default:"
              + " ${DEFAULT-VALUE}).")
  private PyTorch.Style style;

  @Option(
      names = "--clock",
      defaultValue = "WALL",
      description =
          "${COMPLETION-CANDIDATES}: what users wait for, or, where the machine does other things as"
              + " well, processor time; hold the latter to one core, with taskset (default:"
              + " ${DEFAULT-VALUE}).")
  private Clock clock;

  private final PrintStream out;

  /** A benchmark that prints its figures there. */
  public NetworkBenchmark(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    print("%s", Devices.here());
    var rows = new ArrayList<String>();
    for (var name : networks) {
      var network = network(name);
      for (var kind : kinds) {
        rows.add(measure(name, network, kind));
      }
    }
    print("");
    print("| network | work | images at once | pharos | pytorch | ratio | peak memory |");
    print("|---|---|---|---|---|---|---|");
    rows.forEach(row -> print("%s", row));
    return 0;
  }

  /** A network's name, with settings after colons. */
  private static NetworkSpec network(String text) {
    var words = text.split(":", -1);
    var settings = NetworkSettings.defaults();
    for (var setting : Arrays.asList(words).subList(1, words.length)) {
      var pair = setting.split("=", 2);
      if (pair.length != 2) {
        throw new IllegalArgumentException(
            "--network: '%s' has no value; such as %s".formatted(setting, PLAIN_ALEXNET));
      }
      settings = settings.with(pair[0], pair[1]);
    }
    return Networks.build(words[0], settings);
  }

  private String measure(String name, NetworkSpec network, Kind kind) throws Exception {
    int images = kind.images(batch);
    var own = new ArrayList<Timing>();
    var others = new ArrayList<Timing>();
    print("%s %s, %d at once", name, kind.label(), images);
    try (var ours = OwnWork.of(kind, network, images, clock);
        var peer =
            python == null ? null : PyTorch.start(python, style, clock, kind, network, images)) {
      if (peer != null) {
        print("  pytorch is %s", peer.way());
      }
      for (int turn = 0; turn < pairs; turn++) {
        own.add(ours.run(seconds));
        print("  pharos  %s", words(own.get(turn)));
        if (peer != null) {
          others.add(peer.run(seconds));
          print("  pytorch %s", words(others.get(turn)));
        }
      }
    }
    return row(name, kind, images, own, others);
  }

  private static String words(Timing timing) {
    return String.format(
        Locale.ROOT,
        "%,.1f images/s, p50 %.2f ms, p99 %.2f ms, %,d MB",
        timing.rate(),
        timing.median(),
        timing.slowest(),
        timing.bytes() >> 20);
  }

  /** Milliseconds for an image; Java tells processor time in steps that are longer than most. */
  private double latency(Timing timing) {
    return clock == Clock.WALL ? timing.median() : 1e3 / timing.rate();
  }

  private String row(String name, Kind kind, int images, List<Timing> own, List<Timing> others) {
    ToDoubleFunction<Timing> figure = kind == Kind.SINGLE ? this::latency : Timing::rate;
    var unit = kind == Kind.SINGLE ? "%,.2f ms" : "%,.1f/s";
    var ratios = new ArrayList<Double>();
    for (int turn = 0; turn < others.size(); turn++) {
      // More than 1 is faster than the peer.
      ratios.add(
          kind == Kind.SINGLE
              ? latency(others.get(turn)) / latency(own.get(turn))
              : own.get(turn).rate() / others.get(turn).rate());
    }
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %d | %s | %s | %s | %s |",
        name,
        kind.label(),
        images,
        unit.formatted(Median.of(own.stream().map(figure::applyAsDouble).toList())),
        others.isEmpty()
            ? "-"
            : unit.formatted(Median.of(others.stream().map(figure::applyAsDouble).toList())),
        ratios.isEmpty() ? "-" : String.format(Locale.ROOT, "**%.2f**", Median.of(ratios)),
        memory(own) + (others.isEmpty() ? "" : " against " + memory(others)));
  }

  private static String memory(List<Timing> timings) {
    return String.format(
        Locale.ROOT, "%,d MB", timings.stream().mapToLong(Timing::bytes).max().orElse(0) >> 20);
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
