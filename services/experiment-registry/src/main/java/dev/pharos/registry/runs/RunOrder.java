package dev.pharos.registry.runs;

import dev.pharos.registry.paging.Cursor;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * In what order runs are listed; of two that are equal the id decides, which grows with time.
 *
 * @param by {@code created}, {@code name}, {@code state}, or the metric whose newest value counts;
 *     runs without a value, and with one that is no number, come last either way
 * @param descending the greatest or newest first
 */
public record RunOrder(String by, boolean descending) {
  /** The columns by what they are called in a request. */
  private static final Map<String, String> COLUMNS =
      Map.of("created", "r.created_at", "name", "lower(r.name)", "state", "r.state");

  /** Newest first. */
  public static final RunOrder NEWEST = new RunOrder("created", true);

  /**
   * @throws IllegalArgumentException if nothing can be ordered by that
   */
  public RunOrder {
    if (!COLUMNS.containsKey(by) && !by.contains("/")) {
      throw new IllegalArgumentException(
          "sort '%s' is not valid; created, name, state and metrics such as validation/top1-error are"
              .formatted(by));
    }
  }

  /**
   * An order as a request names it.
   *
   * @param direction {@code asc} or {@code desc}; left out, the newest and the lowest come first
   */
  public static RunOrder of(Optional<String> by, Optional<String> direction) {
    var chosen = by.orElse(NEWEST.by());
    return new RunOrder(
        chosen, direction.map("desc"::equals).orElseGet(() -> chosen.equals(NEWEST.by())));
  }

  /** The metric that decides; empty if a column does. */
  Optional<String> metric() {
    return COLUMNS.containsKey(by) ? Optional.empty() : Optional.of(by);
  }

  /**
   * The order and where it goes on, as SQL with the parameters {@code key}, {@code id} (both null
   * for the first page) and {@code limit}; {@code k} is the row of the metric.
   */
  String clauses() {
    return """
        and (cast(:key as text) is null or (%1$s, r.id) %3$s (%2$s, cast(:id as uuid)))
        order by %1$s %4$s, r.id %4$s
        limit :limit
        """
        .formatted(key(), boundKey(), descending ? "<" : ">", descending ? "desc" : "asc");
  }

  private String key() {
    return COLUMNS.getOrDefault(by, lastIfNone("k.value"));
  }

  private String boundKey() {
    return switch (by) {
      case "created" -> "cast(:key as timestamptz)";
      case "name" -> "lower(cast(:key as text))";
      case "state" -> "cast(:key as text)";
      default -> lastIfNone("cast(:key as double precision)");
    };
  }

  /** To PostgreSQL NaN is greater than every number, and equal to itself. */
  private String lastIfNone(String value) {
    return descending
        ? "coalesce(nullif(%s, 'NaN'), '-Infinity')".formatted(value)
        : "coalesce(%s, 'NaN')".formatted(value);
  }

  /** Where a list goes on after a run. */
  Cursor after(RunView run) {
    var key =
        switch (by) {
          case "created" -> run.createdAt();
          case "name" -> run.name();
          case "state" -> run.state();
          default -> run.metrics().getOrDefault(by, Double.NaN);
        };
    return Cursor.of(key, run.id());
  }

  /**
   * Refuses a cursor that this order cannot have given.
   *
   * @throws IllegalArgumentException if it is of another list
   */
  public Cursor checked(Cursor cursor) {
    try {
      UUID.fromString(cursor.parts().get(1));
      var key = cursor.parts().get(0);
      if (by.equals("created")) {
        Instant.parse(key);
      } else if (metric().isPresent()) {
        Double.parseDouble(key);
      }
      return cursor;
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IllegalArgumentException(
          "cursor '%s' is of another list or order; begin without one".formatted(cursor.text()), e);
    }
  }
}
