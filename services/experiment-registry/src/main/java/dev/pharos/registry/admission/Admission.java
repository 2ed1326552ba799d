package dev.pharos.registry.admission;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.Violation;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.RunStateChanged;
import dev.pharos.messaging.Outbox;
import dev.pharos.registry.admission.Answer.Accepted;
import dev.pharos.registry.admission.Answer.Refused;
import dev.pharos.registry.admission.Answer.Why;
import dev.pharos.registry.notices.Notices;
import dev.pharos.registry.queue.Dependencies;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes or refuses jobs, whichever way they come. Everything happens in the caller's transaction,
 * the answer included; a command that comes again is answered again and changes nothing.
 */
public final class Admission {
  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  private final Outbox outbox;
  private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());

  public Admission(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Makes a run of a job, if it may run.
   *
   * @param command id of the command; the same id makes one run
   * @param job what to train, valid by its schema
   * @param submittedBy who asks
   * @throws dev.pharos.runtime.OverloadedException if too much waits for Kafka
   */
  public Answer submit(Handle handle, String command, JobSpec job, String submittedBy) {
    JobStore.lockCommand(handle, command);
    var known = JobStore.find(handle, command);
    if (known.isPresent()) {
      return repeated(command, known.get(), job);
    }
    outbox.requireRoom();
    var dataset = DatasetStore.find(handle, job.dataset());
    var start = StartStore.find(handle, job.startFrom());
    var violations = violations(handle, job, dataset, start);
    if (!violations.isEmpty()) {
      return Refused.of(Why.NOT_ALLOWED, violations);
    }
    var run = ids.next();
    var found = dataset.facts().orElseThrow();
    var network = JobNetwork.build(job.network(), found.classes().size());
    var settled =
        start
            .facts()
            .map(model -> job.withStartFrom(job.startFrom().at(model.version())))
            .orElse(job);
    JobStore.insertRun(handle, run, job, found.version());
    JobStore.insertJob(
        handle, run, command, settled, TrainingRules.need(job, network).bytes(), submittedBy);
    Dependencies.set(handle, run, job.waitFor().runs());
    JobStore.insertParams(handle, run, JobParams.of(settled, found.version()));
    JobStore.insertTags(handle, run, job.tags());
    announce(handle, run);
    handle.afterCommit(
        () ->
            log.info(
                "run {}: '{}' submitted by {} with command {}",
                run,
                job.name(),
                submittedBy,
                command));
    return new Accepted(run);
  }

  /** Everything that would be wrong with a job if it was submitted now; empty if it may run. */
  public List<Violation> violations(Handle handle, JobSpec job) {
    return violations(
        handle,
        job,
        DatasetStore.find(handle, job.dataset()),
        StartStore.find(handle, job.startFrom()));
  }

  private static List<Violation> violations(
      Handle handle, JobSpec job, DatasetLookup dataset, StartLookup start) {
    var violations =
        new ArrayList<>(
            JobRules.violations(job, new JobFacts(dataset, start, WorkerMemories.list(handle))));
    violations.addAll(QueueRules.violations(handle, job));
    return violations;
  }

  private static Answer repeated(String command, JobStore.Known known, JobSpec job) {
    if (known.was(job)) {
      return new Accepted(known.runId());
    }
    var message =
        "command id '%s' was used for another job before, which made run %s; give each job its own id"
            .formatted(command, known.runId());
    return new Refused(Why.ID_TAKEN, message, List.of());
  }

  private void announce(Handle handle, UUID run) {
    outbox.append(
        handle,
        Topics.JOB_EVENTS,
        run.toString(),
        new RunStateChanged(run, 0, null, RunState.QUEUED, null, Instant.now()));
    Notices.run(handle, run);
    Notices.schedule(handle);
  }
}
