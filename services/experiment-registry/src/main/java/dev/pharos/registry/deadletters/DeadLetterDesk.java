package dev.pharos.registry.deadletters;

import dev.pharos.messaging.DeadLetter;
import dev.pharos.messaging.DeadLetterBox;
import dev.pharos.messaging.DeadLetterId;
import dev.pharos.messaging.RetryException;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists, shows and sends back dead letters. Reading Kafka blocks, so all of it happens on a pool of
 * its own.
 *
 * <p>A letter is sent back in the transaction that notes it, which commits when all replicas have
 * the record: asked for twice, even at once, it is sent once. A process that dies between the two
 * leaves no note, and the letter can be sent again; it has the same CloudEvents id, by which its
 * reader knows it.
 */
public final class DeadLetterDesk {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterDesk.class);

  private final DeadLetterBox box;
  private final Database database;
  private final WorkPool pool;

  public DeadLetterDesk(DeadLetterBox box, Database database, WorkPool pool) {
    this.box = box;
    this.database = database;
    this.pool = pool;
  }

  /** The newest letters that fit, newest first. */
  public Future<List<DeadLetterView>> list(DeadLetterBox.Filter filter, int limit) {
    return blocking(() -> box.newest(filter, limit, letter -> DeadLetterView.of(letter, null)))
        .compose(
            letters ->
                database.withHandle(
                    handle -> {
                      var replays = Replays.of(handle, letters);
                      return letters.stream()
                          .map(letter -> letter.replayed(replays.get(letter.id())))
                          .toList();
                    }));
  }

  /** One letter; fails with 404 if it does not exist. */
  public Future<DeadLetterDetail> show(String id) {
    return blocking(() -> find(id))
        .compose(
            letter ->
                database.withHandle(
                    handle -> {
                      var view = DeadLetterView.of(letter, null);
                      var replays = Replays.of(handle, List.of(view));
                      return DeadLetterDetail.of(letter, view.replayed(replays.get(view.id())));
                    }));
  }

  /** Sends a letter back to its topic; fails with 409 if it was sent back before. */
  public Future<DeadLetterView> replay(String id) {
    return blocking(
        () -> {
          var letter = find(id);
          return database.inTransactionBlocking(
              handle -> {
                var when =
                    Replays.note(handle, letter.id(), letter.at())
                        .orElseThrow(
                            () ->
                                Problem.conflict(
                                    "dead letter %s was sent back before".formatted(id)));
                await(box.sendBack(letter));
                log.info("dead letter {} was sent back to {}", id, letter.id().topic());
                return DeadLetterView.of(letter, when);
              });
        });
  }

  private DeadLetter find(String id) {
    return DeadLetterId.parse(id)
        .flatMap(box::find)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "dead letter '%s' does not exist, or no longer; ids are like job.commands-0-17"
                        .formatted(id)));
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return pool.submit(work)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof KafkaException || failure instanceof RetryException
                        ? Problem.unavailable(
                            "Kafka does not answer at the moment; try again: "
                                + failure.getMessage())
                        : failure));
  }

  /** The publisher gives up by itself when the broker stays away. */
  private static void await(Future<Void> sent) {
    try {
      sent.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new RetryException("the record could not be sent", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryException("interrupted while sending the record", e);
    }
  }
}
