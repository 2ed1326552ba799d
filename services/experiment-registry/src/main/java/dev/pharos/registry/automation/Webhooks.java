package dev.pharos.registry.automation;

import dev.pharos.registry.automation.WebhookStore.Due;
import dev.pharos.runtime.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Calls webhooks as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> says: signed,
 * at least once and with the same id each time, with growing pauses until it is taken or given up.
 * Redirects are not followed.
 */
final class Webhooks {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6));

  private final Database database;
  private final AutomationsConfig config;
  private HttpClient client;

  Webhooks(Database database, AutomationsConfig config) {
    this.database = database;
    this.config = config;
  }

  void open(Vertx vertx) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) config.webhookTime().toMillis()));
  }

  Future<Void> close() {
    return client.close();
  }

  /** Calls those whose time has come. */
  Future<?> callDue() {
    // Whoever takes one has it for himself until long after it must have answered.
    var lease = config.webhookTime().multipliedBy(2).plusSeconds(5);
    return database
        .inTransaction(handle -> WebhookStore.take(handle, lease))
        .compose(calls -> Future.join(calls.stream().map(this::call).toList()));
  }

  private Future<Void> call(Due due) {
    return send(due)
        .map(status -> status / 100 == 2 ? Optional.<String>empty() : answered(status))
        .recover(failure -> Future.succeededFuture(Optional.of(words(failure))))
        .compose(wrong -> note(due, wrong));
  }

  private Future<Integer> send(Due due) {
    var body = due.call().body().toString();
    var seconds = Instant.now().getEpochSecond();
    var id = due.id().toString();
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(due.call().url())
            .setTimeout(config.webhookTime().toMillis())
            .setFollowRedirects(false)
            .putHeader("content-type", "application/json")
            .putHeader("webhook-id", id)
            .putHeader("webhook-timestamp", Long.toString(seconds))
            .putHeader(
                "webhook-signature",
                WebhookSignature.of(config.webhookSecret(), id, seconds, body));
    return client
        .request(options)
        .compose(request -> request.send(Buffer.buffer(body)))
        .map(response -> response.statusCode());
  }

  private Future<Void> note(Due due, Optional<String> wrong) {
    return database.inTransaction(
        handle -> {
          if (wrong.isEmpty()) {
            WebhookStore.end(handle, due, Outcome.State.DONE, "called " + due.call().url());
          } else if (due.attempts() <= PAUSES.size()) {
            WebhookStore.retry(handle, due, wrong.get(), PAUSES.get(due.attempts() - 1));
          } else {
            WebhookStore.end(handle, due, Outcome.State.FAILED, "gave up: " + wrong.get());
          }
          return null;
        });
  }

  private static Optional<String> answered(int status) {
    return Optional.of("it answered with status " + status);
  }

  private static String words(Throwable failure) {
    return Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
  }
}
