package dev.pharos.registry.inspections;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.Violation;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.messaging.Outbox;
import dev.pharos.registry.notices.Notices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Takes or refuses requests to look into networks, in the caller's transaction. What was looked at
 * before is not looked at again; a look that failed may be tried again.
 */
public final class Inspections {
  /** A worker that says nothing for so long may be gone, with what it was to do. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Outbox outbox;

  public Inspections(Outbox outbox) {
    this.outbox = outbox;
  }

  /** What came of a request. */
  public sealed interface Answer {

    /**
     * It is being done, or done.
     *
     * @param cached whether it was asked for before
     */
    record Accepted(UUID inspection, boolean cached) implements Answer {}

    /** It changed nothing. */
    record Refused(List<Violation> violations) implements Answer {
      public Refused {
        violations = List.copyOf(violations);
      }
    }
  }

  /**
   * Takes a request.
   *
   * @param spec what is to be looked at, valid by its schema
   * @param submittedBy who asks
   * @throws dev.pharos.runtime.OverloadedException if too much waits for Kafka
   */
  public Answer request(Handle handle, InspectionSpec spec, String submittedBy) {
    List<Violation> violations = new ArrayList<>(InspectionRules.violations(spec));
    if (!violations.isEmpty()) {
      return new Answer.Refused(violations);
    }
    var subject = SubjectStore.find(handle, spec, violations);
    if (subject.isEmpty()) {
      return new Answer.Refused(violations);
    }
    outbox.requireRoom();
    var key = subject.get().cacheKey(spec);
    var task = subject.get().task(UUID.randomUUID(), spec);
    if (InspectionStore.insert(handle, task, subject.get(), key, submittedBy)) {
      outbox.append(handle, Topics.INSPECTION_TASKS, task.inspection().toString(), task);
      Notices.run(handle, subject.get().run());
      return new Answer.Accepted(task.inspection(), false);
    }
    var known = InspectionStore.ofKey(handle, key);
    InspectionStore.lost(handle, known, PATIENCE)
        .ifPresent(
            again -> outbox.append(handle, Topics.INSPECTION_TASKS, known.toString(), again));
    return new Answer.Accepted(known, true);
  }
}
