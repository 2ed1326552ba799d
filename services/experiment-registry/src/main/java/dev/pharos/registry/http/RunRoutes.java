package dev.pharos.registry.http;

import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.metrics.MetricQueries;
import dev.pharos.registry.paging.Page;
import dev.pharos.registry.queue.QueueBoard;
import dev.pharos.registry.runs.CheckpointQueries;
import dev.pharos.registry.runs.Evaluations;
import dev.pharos.registry.runs.Experiments;
import dev.pharos.registry.runs.RunDetail;
import dev.pharos.registry.runs.RunFilter;
import dev.pharos.registry.runs.RunOrder;
import dev.pharos.registry.runs.RunQueries;
import dev.pharos.registry.workers.WorkerQueries;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Shows experiments, runs, their metrics, evaluations and checkpoints, and workers. */
final class RunRoutes {
  private static final int DEFAULT_POINTS = 2_000;

  /** The history of some metrics, as it is answered. */
  record MetricHistory(List<MetricQueries.Series> series) {}

  private final Database database;
  private final QueueBoard board;

  RunRoutes(Database database, QueueBoard board) {
    this.database = database;
    this.board = board;
  }

  void mount(Api api) {
    api.answer("listExperiments", this::experiments)
        .answer("listRuns", this::list)
        .answer("getRun", this::get)
        .answer("getMetrics", this::metrics)
        .answer("getEvaluation", this::evaluation)
        .answer("listCheckpoints", this::checkpoints)
        .answer("listWorkers", this::workers);
  }

  private Future<Reply> experiments(Call call) {
    var after = call.cursor("cursor", 1);
    return database.withHandle(handle -> Reply.ok(Experiments.list(handle, after, call.limit())));
  }

  private Future<Reply> list(Call call) {
    var filter = filter(call);
    return database.withHandle(handle -> Reply.ok(RunQueries.list(handle, filter)));
  }

  private static RunFilter filter(Call call) {
    var cursor = call.cursor("cursor", 2);
    try {
      var order = RunOrder.of(call.query("sort"), call.query("order"));
      return new RunFilter(
          call.query("experiment"),
          call.query("state").map(RunState::valueOf),
          call.query("network"),
          call.query("dataset"),
          call.query("text"),
          order,
          cursor.map(order::checked),
          call.limit());
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    }
  }

  private Future<Reply> get(Call call) {
    var run = call.id("id", "run");
    return database.withHandle(
        handle -> {
          var detail = RunQueries.detail(handle, run).orElseThrow(() -> missing(run));
          return Reply.ok(
              detail.run().state() == RunState.QUEUED ? inQueue(handle, detail) : detail);
        });
  }

  private RunDetail inQueue(Handle handle, RunDetail detail) {
    return board
        .spot(handle, detail.run().id())
        .map(spot -> detail.at(new RunDetail.Queue(spot.position(), spot.estimatedStart())))
        .orElse(detail);
  }

  private Future<Reply> metrics(Call call) {
    var run = call.id("id", "run");
    var wish =
        new MetricQueries.Wish(
            call.queries("name"),
            call.integer("points").orElse(DEFAULT_POINTS),
            call.number("from").orElse(Long.MIN_VALUE),
            call.number("to").orElse(Long.MAX_VALUE));
    return database.withHandle(
        handle -> {
          requireRun(handle, run);
          return Reply.ok(new MetricHistory(MetricQueries.history(handle, run, wish)));
        });
  }

  private Future<Reply> evaluation(Call call) {
    var run = call.id("id", "run");
    return database.withHandle(
        handle -> {
          requireRun(handle, run);
          return Reply.ok(
              Evaluations.find(handle, run)
                  .orElseThrow(
                      () ->
                          Problem.notFound(
                              "run %s has not been evaluated; it is when its training is done"
                                  .formatted(run))));
        });
  }

  private Future<Reply> checkpoints(Call call) {
    var run = call.id("id", "run");
    return database.withHandle(
        handle -> {
          requireRun(handle, run);
          return Reply.ok(CheckpointQueries.list(handle, run));
        });
  }

  private Future<Reply> workers(Call call) {
    return database.withHandle(handle -> Reply.ok(Page.all(WorkerQueries.list(handle))));
  }

  /**
   * @throws Problem 404 if there is no such run
   */
  static void requireRun(Handle handle, UUID run) {
    if (RunQueries.find(handle, run).isEmpty()) {
      throw missing(run);
    }
  }

  private static Problem missing(UUID run) {
    return Problem.notFound("run %s does not exist".formatted(run));
  }
}
