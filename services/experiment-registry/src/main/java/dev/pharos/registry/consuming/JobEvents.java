package dev.pharos.registry.consuming;

import dev.pharos.contracts.job.AttemptEvent;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.JobEvent;
import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.Message;
import dev.pharos.registry.lifecycle.RunEvent.WorkerSaid;
import dev.pharos.registry.runs.RunChanges;
import dev.pharos.registry.sql.Texts;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what workers say about attempts from {@code job.events}; the rest there is our own. */
public final class JobEvents implements BatchHandler<JobEvent> {
  private static final Logger log = LoggerFactory.getLogger(JobEvents.class);

  private final RunChanges runs;

  public JobEvents(RunChanges runs) {
    this.runs = runs;
  }

  @Override
  public void handle(Handle handle, List<Message<JobEvent>> messages) {
    for (var message : messages) {
      if (message.data() instanceof AttemptEvent word) {
        var decision = runs.apply(handle, word.run(), new WorkerSaid(storable(word)));
        if (decision.isEmpty()) {
          log.warn("worker {} speaks of run {}, which does not exist", word.worker(), word.run());
        }
      }
    }
  }

  private static AttemptEvent storable(AttemptEvent word) {
    return word instanceof AttemptFailed failed
        ? new AttemptFailed(
            failed.run(),
            failed.attempt(),
            failed.worker(),
            Texts.storable(failed.reason()),
            failed.retryable(),
            failed.at())
        : word;
  }
}
