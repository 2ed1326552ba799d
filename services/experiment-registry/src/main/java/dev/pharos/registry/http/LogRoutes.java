package dev.pharos.registry.http;

import dev.pharos.registry.metrics.LogQueries;
import dev.pharos.registry.paging.Cursor;
import dev.pharos.registry.paging.Page;
import dev.pharos.runtime.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/** Shows logs: page by page as JSON, or whole as text. */
final class LogRoutes {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int TEXT_LINES_AT_ONCE = 2_000;

  private final Database database;

  LogRoutes(Database database) {
    this.database = database;
  }

  void mount(Api api) {
    api.handle(
        "getLogs",
        request -> {
          if (wantsText(request)) {
            text(request);
          } else {
            Api.answer(request, this::page);
          }
        });
  }

  private static boolean wantsText(RoutingContext request) {
    var accept = request.request().getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.startsWith("text/plain");
  }

  private Future<Reply> page(Call call) {
    var run = call.id("id", "run");
    var after = call.cursor("after", 2);
    var limit = call.integer("limit").orElse(DEFAULT_LIMIT);
    var search =
        new LogQueries.Search(
            call.query("text").orElse(""),
            call.queries("level"),
            call.integer("context").orElse(0));
    if (!search.text().isEmpty() || !search.levels().isEmpty()) {
      return search(run, search, after, limit);
    }
    return read(run, after, limit).map(Reply::ok);
  }

  private Future<Reply> search(
      UUID run, LogQueries.Search search, Optional<Cursor> after, int limit) {
    return database.withHandle(
        handle -> {
          RunRoutes.requireRun(handle, run);
          return Reply.ok(LogQueries.search(handle, run, search, after, limit));
        });
  }

  private Future<Page<LogQueries.Line>> read(UUID run, Optional<Cursor> after, int limit) {
    return database.withHandle(
        handle -> {
          RunRoutes.requireRun(handle, run);
          return LogQueries.list(handle, run, after, limit);
        });
  }

  private void text(RoutingContext request) {
    var run = new Call(request).id("id", "run");
    var response = request.response();
    read(run, Optional.empty(), TEXT_LINES_AT_ONCE)
        .compose(
            first -> {
              response
                  .setChunked(true)
                  .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                  .putHeader(
                      HttpHeaders.CONTENT_DISPOSITION,
                      "inline; filename=\"%s.log\"".formatted(run));
              return write(response, run, first);
            })
        .compose(written -> response.end())
        .onFailure(failure -> request.fail(Api.explain(failure)));
  }

  private Future<Void> write(HttpServerResponse response, UUID run, Page<LogQueries.Line> page) {
    if (page.items().isEmpty()) {
      return Future.succeededFuture();
    }
    var text = new StringBuilder();
    page.items().forEach(line -> append(text, line));
    var written = response.write(text.toString());
    if (page.items().size() < TEXT_LINES_AT_ONCE) {
      return written;
    }
    var last = page.items().get(page.items().size() - 1).cursor();
    return drained(response)
        .compose(ready -> read(run, Optional.of(last), TEXT_LINES_AT_ONCE))
        .compose(next -> write(response, run, next));
  }

  private static void append(StringBuilder text, LogQueries.Line line) {
    text.append(line.at())
        .append(' ')
        .append(line.level())
        .append(" [attempt ")
        .append(line.attempt())
        .append("] ")
        .append(line.message())
        .append('\n');
  }

  /** Completes when a slow reader has caught up. */
  private static Future<Void> drained(HttpServerResponse response) {
    if (!response.writeQueueFull()) {
      return Future.succeededFuture();
    }
    Promise<Void> drained = Promise.promise();
    response.drainHandler(drained::tryComplete);
    response.closeHandler(closed -> drained.tryFail("the reader has gone"));
    return drained.future();
  }
}
