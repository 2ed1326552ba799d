package dev.pharos.registry.http;

import dev.pharos.messaging.DeadLetterBox;
import dev.pharos.registry.deadletters.DeadLetterDesk;
import dev.pharos.registry.paging.Page;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Shows dead letters and sends them back. */
final class DeadLetterRoutes {
  private final DeadLetterDesk desk;

  DeadLetterRoutes(DeadLetterDesk desk) {
    this.desk = desk;
  }

  void mount(Api api) {
    api.answer("listDeadLetters", this::list)
        .answer("getDeadLetter", call -> desk.show(call.path("id")).map(Reply::ok))
        .answer("replayDeadLetter", call -> desk.replay(call.path("id")).map(Reply::ok));
  }

  private Future<Reply> list(Call call) {
    var filter =
        new DeadLetterBox.Filter(call.query("topic"), time(call, "since"), time(call, "until"));
    return desk.list(filter, call.limit()).map(letters -> Reply.ok(Page.all(letters)));
  }

  private static Optional<Instant> time(Call call, String name) {
    return call.query(name)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeException e) {
                throw Problem.badRequest(
                    "%s '%s' is no time such as 2026-11-21T10:00:00Z".formatted(name, text));
              }
            });
  }
}
