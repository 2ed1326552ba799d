package dev.pharos.benchmarks.metrics;

import dev.pharos.benchmarks.Median;
import dev.pharos.benchmarks.Temporary;
import dev.pharos.benchmarks.metrics.MetricTrial.Load;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Metric points per second from Kafka into PostgreSQL, by the registry as it is, as a share of a
 * COPY of the same rows into an empty table of the same form; and how long the history of a run
 * with very many points takes to be answered. Both sides of the share take turns.
 */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Metric points into PostgreSQL, and a page of a million of them.")
public final class MetricsBenchmark implements Callable<Integer> {
  private static final int WARM = 30;

  @Option(
      names = "--points",
      defaultValue = "400000",
      description = "Points of a turn (default: ${DEFAULT-VALUE}).")
  private int points;

  @Option(
      names = "--batch",
      defaultValue = "1000",
      description = "Points of a message (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--runs",
      defaultValue = "4",
      description = "Runs that report at once (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--series",
      defaultValue = "8",
      description = "Metrics of a run (default: ${DEFAULT-VALUE}).")
  private int series;

  @Option(
      names = "--pairs",
      defaultValue = "3",
      description =
          "How many turns each side has, after one that does not count (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--page",
      defaultValue = "1000000",
      description = "Points of the run whose page is asked for (default: ${DEFAULT-VALUE}).")
  private int page;

  private final PrintStream out;

  /** A benchmark that prints its figures there. */
  public MetricsBenchmark(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    var home = Temporary.folder("metrics");
    try (var trial = MetricTrial.start(home)) {
      write(trial);
      read(trial);
      return 0;
    } finally {
      Temporary.delete(home);
    }
  }

  private void write(MetricTrial trial) throws SQLException, IOException {
    var load = new Load(runs, series, points, batch);
    var rates = new ArrayList<Double>();
    var shares = new ArrayList<Double>();
    for (int turn = 0; turn <= pairs; turn++) {
      var under = trial.runs(runs);
      var consumed = trial.consume(under, load);
      var count = trial.count(under);
      var copied = trial.copy(under);
      print(
          "%,d points: through Kafka and the registry %,.0f/s, COPY %,.0f/s: %.0f %%",
          count, count / consumed, count / copied, 100 * copied / consumed);
      if (turn > 0) {
        rates.add(count / consumed);
        shares.add(copied / consumed);
      }
    }
    print("median: %,.0f points/s, %.0f %% of COPY", Median.of(rates), 100 * Median.of(shares));
  }

  private void read(MetricTrial trial) throws Exception {
    var load = new Load(1, series, page, batch);
    var run = trial.runs(1);
    trial.consume(run, load);
    for (int i = 0; i < WARM; i++) {
      ask(address(trial, trial.runs(1))); // a process that has answered before
    }
    var address = address(trial, run);
    print(
        "history of %,d points in %d series: first answer %s",
        trial.count(run), series, ask(address));
    var times = new ArrayList<Double>();
    var last = new Answer(0, 0);
    for (int i = 0; i < 9; i++) {
      last = ask(address);
      times.add(last.millis());
    }
    print("afterwards, median: %s", new Answer(Median.of(times), last.bytes()));
  }

  private static String address(MetricTrial trial, List<UUID> run) {
    return trial.url() + "/v1/runs/" + run.get(0) + "/metrics?points=2000";
  }

  private record Answer(double millis, int bytes) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.0f ms, %,d bytes", millis, bytes);
    }
  }

  private static Answer ask(String address) throws Exception {
    var began = System.nanoTime();
    var answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    var millis = (System.nanoTime() - began) / 1e6;
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.body());
    }
    return new Answer(millis, answer.body().length());
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
