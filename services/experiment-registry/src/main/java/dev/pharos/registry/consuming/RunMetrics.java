package dev.pharos.registry.consuming;

import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.Message;
import dev.pharos.registry.metrics.MetricStore;
import dev.pharos.registry.notices.Notices;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes metric points and progress from {@code run.metrics}. */
public final class RunMetrics implements BatchHandler<MetricsReported> {
  @Override
  public void handle(Handle handle, List<Message<MetricsReported>> messages) {
    for (var message : messages) {
      var points = MetricStore.keep(handle, message.data());
      Notices.metrics(handle, message.data().run(), points);
      if (!points.isEmpty() || message.data().progress() != null) {
        Notices.run(handle, message.data().run());
      }
    }
  }
}
