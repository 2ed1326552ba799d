package dev.pharos.registry.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pharos.contracts.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Tells every registry what a transaction changed, once it has committed: PostgreSQL's NOTIFY sends
 * what was said in a transaction with its commit, and nothing if it rolls back.
 */
public final class Notices {
  /** The channel of what browsers follow; payloads are {@link Notice}s as JSON. */
  public static final String LIVE = "pharos_live";

  /** The channel that wakes the schedulers; payloads are empty. */
  public static final String SCHEDULER = "pharos_scheduler";

  /** The channel that wakes the automations; payloads are empty. */
  public static final String AUTOMATIONS = "pharos_automations";

  /** PostgreSQL takes less than 8,000 bytes. */
  private static final int MOST_POINTS = 40;

  private Notices() {}

  /** A run is new or changed. */
  public static void run(Handle handle, UUID run) {
    live(handle, Notice.of(Notice.Kind.RUN, run.toString()));
  }

  /** A model is new or changed. */
  public static void model(Handle handle, String name) {
    live(handle, Notice.of(Notice.Kind.MODEL, name));
  }

  /** A worker came, went or changed. */
  public static void worker(Handle handle, String name) {
    live(handle, Notice.of(Notice.Kind.WORKER, name));
  }

  /** An import moved on, or a data set got a version. */
  public static void dataset(Handle handle, String name) {
    live(handle, Notice.of(Notice.Kind.DATASET, name));
  }

  /** A sweep is new or changed. */
  public static void sweep(Handle handle, UUID sweep) {
    live(handle, Notice.of(Notice.Kind.SWEEP, sweep.toString()));
  }

  /** Log lines were added. */
  public static void logs(Handle handle, UUID run, int attempt, long from, long to) {
    live(handle, Notice.logs(run.toString(), attempt, from, to));
  }

  /** Points were added; they travel along, so that nobody need read them back. */
  public static void metrics(Handle handle, UUID run, List<Notice.Point> points) {
    var payloads = new ArrayList<String>();
    for (var from = 0; from < points.size(); from += MOST_POINTS) {
      var some = points.subList(from, Math.min(points.size(), from + MOST_POINTS));
      payloads.add(json(Notice.metrics(run.toString(), some)));
    }
    handle
        .createQuery("select pg_notify(:channel, payload) from unnest(:payloads) as payload")
        .bind("channel", LIVE)
        .bind("payloads", payloads.toArray(String[]::new))
        .mapToMap()
        .list();
  }

  /** There may be something to schedule. */
  public static void schedule(Handle handle) {
    send(handle, SCHEDULER, "");
  }

  /** There may be an event for the rules to look at, or a webhook to call. */
  public static void automations(Handle handle) {
    send(handle, AUTOMATIONS, "");
  }

  private static void live(Handle handle, Notice notice) {
    send(handle, LIVE, json(notice));
  }

  private static String json(Notice notice) {
    try {
      return Json.mapper().writeValueAsString(notice);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a notice cannot be written", e);
    }
  }

  private static void send(Handle handle, String channel, String payload) {
    handle.select("select pg_notify(?, ?)", channel, payload).mapToMap().one();
  }
}
