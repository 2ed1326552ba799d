package dev.pharos.registry.http;

import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.Violation;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.registry.admission.Admission;
import dev.pharos.registry.admission.Answer;
import dev.pharos.registry.admission.RunControl;
import dev.pharos.registry.runs.RunQueries;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Principal;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** Takes jobs; ends, pauses and resumes runs. */
final class JobRoutes {
  private static final int LONGEST_KEY = 250;

  private final Database database;
  private final Admission admission;
  private final RunControl control;

  JobRoutes(Database database, Admission admission, RunControl control) {
    this.database = database;
    this.admission = admission;
    this.control = control;
  }

  void mount(Api api) {
    api.answerUnchecked("submitJob", this::submit)
        .answer("cancelRun", this::cancel)
        .answer("pauseRun", this::pause)
        .answer("resumeRun", this::resume);
  }

  private Future<Reply> submit(Call call) {
    var command = commandId(call);
    var job = job(call);
    var submittedBy = Principal.of(call.request()).name();
    return database.inTransaction(
        handle -> {
          var run = accepted(admission.submit(handle, command, job, submittedBy));
          return Reply.created("/v1/runs/" + run, RunQueries.find(handle, run).orElseThrow());
        });
  }

  static String commandId(Call call) {
    var key = call.header("Idempotency-Key").orElseGet(() -> UUID.randomUUID().toString());
    if (key.length() > LONGEST_KEY) {
      throw Problem.badRequest(
          "Idempotency-Key has %d characters, at most %d are taken"
              .formatted(key.length(), LONGEST_KEY));
    }
    return key;
  }

  private static JobSpec job(Call call) {
    try {
      return MessageCodec.decode(JobSpec.class, call.body());
    } catch (InvalidMessageException e) {
      throw invalid(e);
    }
  }

  static Problem invalid(InvalidMessageException e) {
    return new Problem(400, "invalid", "The request is not valid", e.getMessage())
        .withErrors(errors(e.violations()));
  }

  private Future<Reply> cancel(Call call) {
    var reason = call.body().path("reason").asText(null);
    var force = call.body().path("force").asBoolean();
    return control(call, (handle, run) -> control.cancel(handle, run, reason, force));
  }

  private Future<Reply> pause(Call call) {
    var reason = call.body().path("reason").asText(null);
    return control(call, (handle, run) -> control.pause(handle, run, reason));
  }

  private Future<Reply> resume(Call call) {
    return control(call, control::resume);
  }

  private Future<Reply> control(Call call, BiFunction<Handle, UUID, Answer> wish) {
    var run = call.id("id", "run");
    return database.inTransaction(
        handle -> {
          accepted(wish.apply(handle, run));
          return Reply.accepted(view(handle, run));
        });
  }

  private static Object view(Handle handle, UUID run) {
    return RunQueries.find(handle, run).orElseThrow();
  }

  static UUID accepted(Answer answer) {
    if (answer instanceof Answer.Accepted accepted) {
      return accepted.run();
    }
    var refused = (Answer.Refused) answer;
    throw switch (refused.why()) {
      case NOT_ALLOWED, ID_TAKEN -> Problem.invalid(refused.reason(), errors(refused.violations()));
      case NO_RUN -> Problem.notFound(refused.reason());
      case ENDED, CANCELLED, NOT_NOW -> Problem.conflict(refused.reason());
    };
  }

  static List<Problem.FieldError> errors(List<Violation> violations) {
    return violations.stream()
        .map(
            violation ->
                new Problem.FieldError(
                    violation.field(),
                    null,
                    violation.message(),
                    violation.position(),
                    violation.length()))
        .toList();
  }
}
