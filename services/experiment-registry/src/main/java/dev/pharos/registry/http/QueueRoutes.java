package dev.pharos.registry.http;

import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.WaitFor;
import dev.pharos.registry.admission.Answer;
import dev.pharos.registry.admission.RunControl;
import dev.pharos.registry.paging.Cursor;
import dev.pharos.registry.paging.Page;
import dev.pharos.registry.queue.Dependencies;
import dev.pharos.registry.queue.QueueBoard;
import dev.pharos.registry.queue.QueueChanges;
import dev.pharos.registry.queue.QueueSpot;
import dev.pharos.registry.runs.RunQueries;
import dev.pharos.registry.runs.RunView;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;

/** Shows the queue and changes it. */
final class QueueRoutes {
  /** A waiting run, with where it stands. */
  record Waiting(Integer position, String reason, Instant estimatedStart, RunView run) {}

  private record Refused(UUID run, String reason) {}

  private record Cancelled(List<UUID> cancelled, List<Refused> refused) {}

  private final Database database;
  private final QueueBoard board;
  private final RunControl control;

  QueueRoutes(Database database, QueueBoard board, RunControl control) {
    this.database = database;
    this.board = board;
    this.control = control;
  }

  void mount(Api api) {
    api.answer("getQueue", this::list)
        .answer("cancelQueued", this::cancel)
        .answer("moveRun", this::move)
        .answer("prioritiseRun", this::prioritise)
        .answer("setWaitFor", this::waitFor);
  }

  private Future<Reply> list(Call call) {
    var team = call.query("team");
    int from = call.cursor("cursor", 1).map(QueueRoutes::from).orElse(0);
    int limit = call.limit();
    return database.withHandle(
        handle -> {
          var spots = board.spots(handle);
          var runs = team.isEmpty() ? spots : ofTeam(handle, spots, team.get());
          var part = runs.stream().skip(from).limit(limit).toList();
          boolean more = runs.size() > from + limit;
          var next = more ? Cursor.of(from + limit).text() : null;
          return Reply.ok(new Page<>(views(handle, part), next));
        });
  }

  private static int from(Cursor cursor) {
    try {
      return Integer.parseUnsignedInt(cursor.parts().get(0));
    } catch (NumberFormatException e) {
      throw Problem.badRequest("cursor '%s' is none".formatted(cursor.text()));
    }
  }

  private static List<QueueSpot> ofTeam(Handle handle, List<QueueSpot> spots, String team) {
    var runs = List.copyOf(QueueChanges.waiting(handle, Optional.of(team)));
    var wanted = runs.stream().collect(Collectors.toSet());
    return spots.stream().filter(spot -> wanted.contains(spot.run())).toList();
  }

  private static List<Waiting> views(Handle handle, List<QueueSpot> spots) {
    var runs =
        RunQueries.find(handle, spots.stream().map(QueueSpot::run).toList()).stream()
            .collect(Collectors.toMap(RunView::id, Function.identity()));
    return spots.stream()
        .filter(spot -> runs.containsKey(spot.run()))
        .map(spot -> waiting(spot, runs.get(spot.run())))
        .toList();
  }

  private static Waiting waiting(QueueSpot spot, RunView run) {
    var reason = spot.reason() == null ? run.reason() : spot.reason();
    return new Waiting(spot.position(), reason, spot.estimatedStart(), run);
  }

  private Future<Reply> cancel(Call call) {
    var body = call.body();
    var team = Optional.ofNullable(body.path("team").asText(null));
    var named =
        StreamSupport.stream(body.path("runs").spliterator(), false)
            .map(run -> UUID.fromString(run.asText()))
            .distinct()
            .sorted()
            .toList();
    if (named.isEmpty() && team.isEmpty() && !body.path("all").asBoolean()) {
      throw Problem.badRequest("says which runs: 'runs', 'team', or 'all': true");
    }
    var reason = body.path("reason").asText(null);
    return database.inTransaction(
        handle -> {
          var runs = named.isEmpty() ? QueueChanges.waiting(handle, team) : named;
          return Reply.ok(cancel(handle, runs, reason));
        });
  }

  private Cancelled cancel(Handle handle, List<UUID> runs, String reason) {
    var cancelled = new ArrayList<UUID>();
    var refused = new ArrayList<Refused>();
    for (var run : runs) {
      if (control.cancel(handle, run, reason, false) instanceof Answer.Refused answer) {
        refused.add(new Refused(run, answer.reason()));
      } else {
        cancelled.add(run);
      }
    }
    board.forget();
    return new Cancelled(cancelled, refused);
  }

  private Future<Reply> move(Call call) {
    var to = QueueChanges.To.valueOf(call.body().path("to").asText().toUpperCase(Locale.ROOT));
    var other = Optional.ofNullable(call.body().path("run").asText(null)).map(UUID::fromString);
    var run = call.id("id", "run");
    boolean beside = to == QueueChanges.To.BEFORE || to == QueueChanges.To.AFTER;
    if (beside && other.filter(one -> !one.equals(run)).isEmpty()) {
      throw Problem.badRequest("run: names another run that waits, for 'before' and 'after'");
    }
    return change(
        run,
        handle -> {
          if (beside) {
            requireQueued(handle, other.get());
          }
          QueueChanges.move(handle, run, to, other);
        });
  }

  private Future<Reply> prioritise(Call call) {
    var run = call.id("id", "run");
    int priority = call.body().path("priority").asInt();
    return database.inTransaction(
        handle -> {
          if (state(handle, run).ended()) {
            throw Problem.conflict("run %s has ended".formatted(run));
          }
          QueueChanges.prioritise(handle, run, priority);
          board.forget();
          return Reply.ok(RunQueries.find(handle, run).orElseThrow());
        });
  }

  private Future<Reply> waitFor(Call call) {
    var run = call.id("id", "run");
    var wanted = Json.mapper().convertValue(call.body(), WaitFor.class);
    return change(
        run,
        handle -> {
          var missing = Dependencies.missing(handle, wanted.runs());
          if (!missing.isEmpty()) {
            throw invalid("run %s does not exist".formatted(missing.get(0)));
          }
          Dependencies.circle(handle, run, wanted.runs()).ifPresent(circle -> refuse(circle));
          QueueChanges.waitFor(handle, run, wanted.time(), wanted.runs(), wanted.otherwise());
        });
  }

  private static void refuse(List<UUID> circle) {
    throw invalid(
        "a run would wait for itself: "
            + circle.stream().map(UUID::toString).collect(Collectors.joining(" waits for ")));
  }

  private static Problem invalid(String message) {
    return Problem.invalid(message, List.of(new Problem.FieldError("runs", null, message)));
  }

  /** Changes a run that waits, and answers where it stands then. */
  private Future<Reply> change(UUID run, Consumer<Handle> change) {
    return database.inTransaction(
        handle -> {
          requireQueued(handle, run);
          change.accept(handle);
          board.forget();
          var spot = board.spot(handle, run).orElseThrow();
          // What this transaction has not committed is not for others to see.
          board.forget();
          return Reply.ok(waiting(spot, RunQueries.find(handle, run).orElseThrow()));
        });
  }

  private static void requireQueued(Handle handle, UUID run) {
    var state = state(handle, run);
    if (state != RunState.QUEUED) {
      throw Problem.conflict("run %s does not wait in the queue: %s".formatted(run, state));
    }
  }

  private static RunState state(Handle handle, UUID run) {
    return QueueChanges.lock(handle, run)
        .orElseThrow(() -> Problem.notFound("run %s does not exist".formatted(run)));
  }
}
