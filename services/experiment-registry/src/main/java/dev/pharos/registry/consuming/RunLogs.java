package dev.pharos.registry.consuming;

import dev.pharos.contracts.run.LogsReported;
import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.Message;
import dev.pharos.registry.metrics.LogStore;
import dev.pharos.registry.metrics.LogsConfig;
import dev.pharos.registry.notices.Notices;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes log lines from {@code run.logs}. */
public final class RunLogs implements BatchHandler<LogsReported> {
  private final long mostLines;

  public RunLogs(LogsConfig config) {
    this.mostLines = config.mostLines();
  }

  @Override
  public void handle(Handle handle, List<Message<LogsReported>> messages) {
    for (var message : messages) {
      var report = message.data();
      if (LogStore.keep(handle, report, mostLines)) {
        var lines = report.lines();
        Notices.logs(
            handle,
            report.run(),
            report.attempt(),
            lines.get(0).sequence(),
            Math.min(lines.get(lines.size() - 1).sequence(), mostLines + 1));
      }
    }
  }
}
