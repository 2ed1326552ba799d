package dev.pharos.registry.consuming;

import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.Message;
import dev.pharos.registry.metrics.MetricStore;
import dev.pharos.registry.metrics.ShownPoint;
import dev.pharos.registry.notices.Notice;
import dev.pharos.registry.notices.Notices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Takes metric points and progress from {@code run.metrics}. Browsers are told of all points while
 * they are few; of many, of those that a chart would show.
 */
public final class RunMetrics implements BatchHandler<MetricsReported> {
  private static final int MOST_SHOWN = 200;

  @Override
  public void handle(Handle handle, List<Message<MetricsReported>> messages) {
    var reports = messages.stream().map(Message::data).toList();
    MetricStore.keep(handle, reports)
        .forEach(
            (run, metrics) -> {
              Notices.metrics(handle, run, shown(metrics));
              Notices.run(handle, run);
            });
  }

  private static List<Notice.Point> shown(Map<String, List<ShownPoint>> metrics) {
    var most = Math.max(4, MOST_SHOWN / Math.max(1, metrics.size()));
    var shown = new ArrayList<Notice.Point>();
    metrics.forEach(
        (name, points) ->
            ShownPoint.thin(points, most)
                .forEach(
                    point ->
                        shown.add(
                            new Notice.Point(name, point.step(), point.epoch(), point.value()))));
    return shown;
  }
}
