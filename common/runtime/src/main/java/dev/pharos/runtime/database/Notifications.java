package dev.pharos.runtime.database;

import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.telemetry.Trouble;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to PostgreSQL's {@code NOTIFY} on a connection of its own, which is opened again with
 * growing pauses when it is lost. Callbacks run on the event loop that opened it.
 *
 * <p>What was notified while the connection was away is lost; {@code onGap} says so, and the caller
 * reads again what it follows.
 */
public final class Notifications {
  private static final Logger log = LoggerFactory.getLogger(Notifications.class);
  private static final int POLL_MILLIS = 500;
  private static final Duration LEAST_PAUSE = Duration.ofMillis(250);
  private static final Duration GREATEST_PAUSE = Duration.ofSeconds(5);

  private final Database database;
  private final Map<String, Consumer<String>> channels;
  private final Runnable onGap;
  private final Context context;
  private final Promise<Void> ready = Promise.promise();
  private final Promise<Void> closed = Promise.promise();
  private final Trouble trouble =
      new Trouble(log, "the connection that listens", SqlFailure::isTransient);
  private final Thread thread;
  private volatile boolean running = true;

  private Notifications(
      ServiceContext service,
      Database database,
      Map<String, Consumer<String>> channels,
      Runnable onGap) {
    this.database = database;
    this.channels = Map.copyOf(channels);
    this.onGap = onGap;
    this.context = service.vertx().getOrCreateContext();
    this.thread = new Thread(this::run, service.service() + "-notifications");
    thread.setDaemon(true);
  }

  /**
   * Begins to listen, until the service stops.
   *
   * @param channels what to do with the payloads of each channel
   * @param onGap called each time the connection was opened again after a loss
   */
  public static Notifications listen(
      ServiceContext service,
      Database database,
      Map<String, Consumer<String>> channels,
      Runnable onGap) {
    var notifications = new Notifications(service, database, channels, onGap);
    notifications.thread.start();
    service.onStop("notifications", notifications::close);
    return notifications;
  }

  /** Completes when the server knows that we listen. */
  public Future<Void> ready() {
    return ready.future();
  }

  private Future<Void> close() {
    running = false;
    thread.interrupt();
    return closed.future();
  }

  private void run() {
    var pause = LEAST_PAUSE;
    try {
      while (running) {
        try (var handle = database.dedicatedHandle()) {
          channels.keySet().forEach(channel -> handle.execute("listen \"" + channel + "\""));
          pause = LEAST_PAUSE;
          trouble.over();
          if (!ready.tryComplete()) {
            context.runOnContext(again -> onGap.run());
          }
          receive(handle);
        } catch (SQLException | JdbiException e) {
          if (running) {
            trouble.failed(e);
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(GREATEST_PAUSE) > 0 ? GREATEST_PAUSE : pause;
          }
        }
      }
    } catch (InterruptedException e) {
      log.debug("interrupted while closing", e);
    } finally {
      closed.complete();
    }
  }

  private void receive(Handle handle) throws SQLException {
    var connection = handle.getConnection().unwrap(PGConnection.class);
    while (running) {
      for (var notification : connection.getNotifications(POLL_MILLIS)) {
        var callback = channels.get(notification.getName());
        context.runOnContext(received -> callback.accept(notification.getParameter()));
      }
    }
  }
}
