package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.Halving;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.SweepMethod;
import dev.pharos.contracts.job.SweepMode;
import dev.pharos.contracts.job.SweepParameter;
import dev.pharos.contracts.job.SweepSpec;
import dev.pharos.contracts.job.SweepTime;
import dev.pharos.contracts.job.Training;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** How to search, as options. Whether it makes sense is the platform's to say. */
final class SweepOptions {
  private static final String TRAINING = "training.";

  @Option(
      names = "--vary",
      required = true,
      paramLabel = "NAME=VALUES",
      description =
          "A parameter and what it may be: values such as batchSize=32,64 or a range such as"
              + " learningRate=0.0001..0.1:log (also :whole, :step=S, :count=N). A name without a dot"
              + " is one of training; network.settings.dropout is another place. Repeatable.")
  private Map<String, SweepParameter> parameters = new LinkedHashMap<>();

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = "random",
      description =
          "grid, random, or asha: many short trials of which the better ones go on (default:"
              + " ${DEFAULT-VALUE}).")
  private SweepMethod method;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      defaultValue = SweepSpec.DEFAULT_METRIC,
      description = "What is compared (default: ${DEFAULT-VALUE}).")
  private String metric;

  @Option(
      names = "--mode",
      paramLabel = "NAME",
      defaultValue = "min",
      description = "min or max: which values are better (default: ${DEFAULT-VALUE}).")
  private SweepMode mode;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "How many trials at most (default: all of a grid, else 20).")
  private Integer trials;

  @Option(
      names = "--concurrent",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many train at the same time at most (default: ${DEFAULT-VALUE}).")
  private int concurrent;

  @Option(
      names = "--max-epochs",
      paramLabel = "N",
      description = "Epochs of all trials together after which none begins or goes on.")
  private Long maxEpochs;

  @Option(
      names = "--max-time",
      paramLabel = "N",
      description = "asha: how long a trial trains at most (default: the epochs of the job).")
  private Long maxTime;

  @Option(
      names = "--time-metric",
      paramLabel = "NAME",
      description = "asha: what tells how long, epoch or step (default: epoch).")
  private SweepTime timeMetric;

  @Option(
      names = "--divisor",
      paramLabel = "N",
      description = "asha: one in so many goes on from rung to rung (default: 3).")
  private Integer divisor;

  @Option(
      names = "--rungs",
      paramLabel = "N",
      description = "asha: how many rungs at most (default: 5).")
  private Integer rungs;

  @Option(
      names = "--sweep-seed",
      paramLabel = "S",
      description = "Seed of what is drawn (default: 1).")
  private Long seed;

  /** The sweep over a job. */
  SweepSpec spec(JobSpec job) {
    var named = new TreeMap<String, SweepParameter>();
    parameters.forEach(
        (name, range) -> named.put(name.contains(".") ? name : TRAINING + name, range));
    boolean isHalving =
        method == SweepMethod.ASHA
            || maxTime != null
            || timeMetric != null
            || divisor != null
            || rungs != null;
    return new SweepSpec(
        null,
        said(job),
        named,
        method,
        metric,
        mode,
        trials,
        concurrent,
        maxEpochs,
        isHalving ? new Halving(timeMetric, maxTime, divisor, rungs) : null,
        seed,
        job.register());
  }

  /** The job without what its recipe says anyway, so that a recipe that varies brings its own. */
  private static ObjectNode said(JobSpec job) {
    ObjectNode document = Json.mapper().valueToTree(job);
    document.remove("register");
    ObjectNode defaults =
        Json.mapper().valueToTree(Training.builder().recipe(job.training().recipe()).build());
    defaults.remove("recipe");
    var training = (ObjectNode) document.get("training");
    var names = new ArrayList<String>();
    training.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> !training.get(name).equals(defaults.get(name)));
    training.remove(names);
    return document;
  }
}
