package dev.pharos.registry.http;

import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.job.SweepSpec;
import dev.pharos.registry.admission.Answer;
import dev.pharos.registry.paging.Cursor;
import dev.pharos.registry.sweeps.SweepDesk;
import dev.pharos.registry.sweeps.SweepQueries;
import dev.pharos.registry.sweeps.TrialQueries;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Principal;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** Takes sweeps and shows them; ends, pauses and resumes them. */
final class SweepRoutes {
  private final Database database;
  private final SweepDesk desk;

  SweepRoutes(Database database, SweepDesk desk) {
    this.database = database;
    this.desk = desk;
  }

  void mount(Api api) {
    api.answerUnchecked("submitSweep", this::submit)
        .answer("listSweeps", this::list)
        .answer("getSweep", this::get)
        .answer("listTrials", this::trials)
        .answer("cancelSweep", this::cancel)
        .answer("pauseSweep", this::pause)
        .answer("resumeSweep", this::resume);
  }

  private Future<Reply> submit(Call call) {
    var command = JobRoutes.commandId(call);
    var sweep = sweep(call);
    var submittedBy = Principal.of(call.request()).name();
    return database.inTransaction(
        handle -> {
          var id = JobRoutes.accepted(desk.submit(handle, command, sweep, submittedBy));
          return Reply.created("/v1/sweeps/" + id, SweepQueries.find(handle, id).orElseThrow());
        });
  }

  private static SweepSpec sweep(Call call) {
    try {
      return MessageCodec.decode(SweepSpec.class, call.body());
    } catch (InvalidMessageException e) {
      throw JobRoutes.invalid(e);
    }
  }

  private Future<Reply> list(Call call) {
    var cursor = call.cursor("cursor", 2);
    int limit = call.limit();
    return database.withHandle(handle -> Reply.ok(SweepQueries.list(handle, cursor, limit)));
  }

  private Future<Reply> get(Call call) {
    var id = call.id("id", "sweep");
    return database.withHandle(
        handle -> Reply.ok(SweepQueries.detail(handle, id).orElseThrow(() -> missing(id))));
  }

  private Future<Reply> trials(Call call) {
    var id = call.id("id", "sweep");
    int after = call.cursor("cursor", 1).map(SweepRoutes::number).orElse(0);
    int limit = call.limit();
    return database.withHandle(
        handle -> {
          if (SweepQueries.find(handle, id).isEmpty()) {
            throw missing(id);
          }
          return Reply.ok(TrialQueries.list(handle, id, after, limit));
        });
  }

  private static int number(Cursor cursor) {
    try {
      return Integer.parseUnsignedInt(cursor.parts().get(0));
    } catch (NumberFormatException e) {
      throw Problem.badRequest("cursor '%s' is none".formatted(cursor.text()));
    }
  }

  private Future<Reply> cancel(Call call) {
    var reason = call.body().path("reason").asText(null);
    return control(call, (handle, id) -> desk.cancel(handle, id, reason));
  }

  private Future<Reply> pause(Call call) {
    var reason = call.body().path("reason").asText(null);
    return control(call, (handle, id) -> desk.pause(handle, id, reason));
  }

  private Future<Reply> resume(Call call) {
    return control(call, desk::resume);
  }

  private Future<Reply> control(Call call, BiFunction<Handle, UUID, Answer> wish) {
    var id = call.id("id", "sweep");
    return database.inTransaction(
        handle -> {
          JobRoutes.accepted(wish.apply(handle, id));
          return Reply.accepted(SweepQueries.find(handle, id).orElseThrow());
        });
  }

  private static Problem missing(UUID id) {
    return Problem.notFound("sweep %s does not exist".formatted(id));
  }
}
