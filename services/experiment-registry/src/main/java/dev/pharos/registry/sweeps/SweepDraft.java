package dev.pharos.registry.sweeps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.Violation;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.SweepMethod;
import dev.pharos.contracts.job.SweepSpec;
import dev.pharos.contracts.job.SweepTime;
import dev.pharos.registry.admission.Admission;
import dev.pharos.registry.search.Proposals;
import dev.pharos.registry.search.Rungs;
import dev.pharos.registry.search.TrialJob;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * A sweep that may be accepted: with what follows from its job, its trials and its rungs.
 *
 * @param spec with every default
 * @param job the job that every trial begins with
 * @param rungs when trials are compared
 * @param trials the parameters of each trial
 */
record SweepDraft(SweepSpec spec, JobSpec job, Rungs rungs, List<Map<String, JsonNode>> trials) {
  /** Jobs that are checked with everything; ends of ranges come first. */
  private static final int MOST_CHECKED = 200;

  private static final int MOST_TRIALS = 1_000;

  /** Settles what was not said. The sweep is valid by {@link SweepRules}. */
  static SweepDraft of(SweepSpec asked) {
    var job = MessageCodec.decode(JobSpec.class, asked.job());
    var halving = asked.halving();
    if (halving != null && halving.maxTime() == null) {
      halving = halving.within(job.training().epochs());
    }
    var rungs =
        asked.method() == SweepMethod.ASHA
            ? Rungs.of(halving.maxTime(), halving.divisor(), halving.rungs())
            : Rungs.none();
    var title = asked.name() == null ? job.name() : asked.name();
    int most = asked.maxTrials() == null ? MOST_TRIALS : asked.maxTrials();
    var trials = Proposals.of(asked.settled(title, most, halving));
    return new SweepDraft(asked.settled(title, trials.size(), halving), job, rungs, trials);
  }

  /** What is wrong with the trials' jobs, told of the fields of the sweep they come from. */
  List<Violation> violations(Handle handle, Admission admission) {
    var found = new LinkedHashSet<Violation>();
    Proposals.corners(spec.parameters()).stream()
        .limit(MOST_CHECKED)
        .forEach(
            values ->
                jobViolations(handle, admission, values).stream()
                    .map(violation -> SweepRules.origin(spec, violation))
                    .forEach(found::add));
    return new ArrayList<>(found);
  }

  private List<Violation> jobViolations(
      Handle handle, Admission admission, Map<String, JsonNode> values) {
    try {
      var trial = MessageCodec.decode(JobSpec.class, TrialJob.of(spec, values));
      return admission.violations(handle, trial);
    } catch (InvalidMessageException e) {
      return e.violations();
    }
  }

  /** Whether rungs are counted in epochs; in steps otherwise. */
  static boolean inEpochs(SweepSpec spec) {
    return spec.halving() == null || spec.halving().timeMetric() == SweepTime.EPOCH;
  }
}
