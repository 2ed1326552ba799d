package dev.pharos.platform.cli;

import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.Needs;
import dev.pharos.contracts.job.Otherwise;
import dev.pharos.contracts.job.WaitFor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Option;

/** How a job queues, as options. */
final class QueueOptions {
  @Option(
      names = "--team",
      paramLabel = "NAME",
      defaultValue = JobSpec.DEFAULT_TEAM,
      description = "Whose it is, for shares and limits (default: ${DEFAULT-VALUE}).")
  private String team;

  @Option(
      names = "--priority",
      paramLabel = "N",
      defaultValue = "" + JobSpec.DEFAULT_PRIORITY,
      description = "1 (first) to 99 (default: ${DEFAULT-VALUE}).")
  private int priority;

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "1",
      description = "Slots of one worker that it takes at once (default: ${DEFAULT-VALUE}).")
  private int devices;

  @Option(
      names = "--worker-label",
      paramLabel = "KEY=VALUE",
      description = "A label that the worker must have. Repeatable.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--start-after",
      paramLabel = "TIME",
      description = "Start no earlier, such as 2026-11-22T20:00:00Z.")
  private Instant time;

  @Option(
      names = "--after",
      paramLabel = "RUN",
      description = "Start when this run has succeeded. Repeatable.")
  private List<UUID> runs = new ArrayList<>();

  @Option(
      names = "--otherwise",
      paramLabel = "WHAT",
      defaultValue = "skip",
      description =
          "When a run of --after does not succeed: skip, fail or start (default:"
              + " ${DEFAULT-VALUE}).")
  private Otherwise otherwise;

  @Option(
      names = "--not-preemptible",
      description = "Let no urgent run take its place while it trains.")
  private boolean notPreemptible;

  String team() {
    return team;
  }

  int priority() {
    return priority;
  }

  Needs needs() {
    return new Needs(devices, labels);
  }

  WaitFor waitFor() {
    return new WaitFor(time, runs, otherwise);
  }

  boolean preemptible() {
    return !notPreemptible;
  }
}
