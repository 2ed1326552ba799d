package dev.pharos.registry.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pharos.contracts.job.SweepMethod;
import dev.pharos.contracts.job.SweepSpec;
import dev.pharos.contracts.job.SweepTime;
import java.util.Map;
import java.util.UUID;

/** Makes the job of a trial: that of the sweep, with the trial's values in their places. */
public final class TrialJob {
  /** Tags of a trial's run that say where it belongs. */
  public static final String SWEEP_TAG = "pharos.sweep";

  public static final String TRIAL_TAG = "pharos.trial";

  private static final String SETTINGS = "network.settings.";

  private TrialJob() {}

  /** The job with values in their places, still to be checked. */
  public static ObjectNode of(SweepSpec spec, Map<String, JsonNode> values) {
    ObjectNode job = spec.job().deepCopy();
    values.forEach((path, value) -> put(job, path, value));
    if (spec.method() == SweepMethod.ASHA
        && spec.halving().timeMetric() == SweepTime.EPOCH
        && spec.halving().maxTime() != null) {
      child(job, "training").put("epochs", spec.halving().maxTime());
    }
    return job;
  }

  /** The same, named and labelled. */
  public static ObjectNode of(
      SweepSpec spec, Map<String, JsonNode> values, UUID sweep, int number) {
    var job = of(spec, values);
    job.put("name", "%s #%d".formatted(spec.name(), number));
    child(job, "tags").put(SWEEP_TAG, sweep.toString()).put(TRIAL_TAG, String.valueOf(number));
    return job;
  }

  private static void put(ObjectNode job, String path, JsonNode value) {
    var names = path.split("\\.", -1);
    var node = job;
    for (int i = 0; i < names.length - 1; i++) {
      node = child(node, names[i]);
    }
    // The settings of a network are texts.
    var fitting = path.startsWith(SETTINGS) ? TextNode.valueOf(value.asText()) : value;
    node.set(names[names.length - 1], fitting);
  }

  /** What is no object there gives way, such as an augmentation's name. */
  private static ObjectNode child(ObjectNode node, String name) {
    return node.get(name) instanceof ObjectNode there ? there : node.putObject(name);
  }
}
