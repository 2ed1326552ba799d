package dev.pharos.systemtests.chaos;

import dev.pharos.testkit.RestartablePostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Counts what PostgreSQL holds, past every service. */
final class Books {
  /** Tells of speed, and so of nothing that could be the same twice. */
  private static final String SPEED = "train/images-per-second";

  private final RestartablePostgres postgres;

  Books(RestartablePostgres postgres) {
    this.postgres = postgres;
  }

  /** A point of a curve, exactly as it was computed. */
  record Point(long step, int epoch, double value) {}

  /**
   * Every point of every metric of a run, in order; those that tell of speed without their value.
   */
  Map<String, List<Point>> curves(UUID run) {
    var curves = new TreeMap<String, List<Point>>();
    query(
        "select name, step, epoch, value from metrics where run_id = '%s' order by name, step"
            .formatted(run),
        row -> {
          var name = (String) row[0];
          var value = name.equals(SPEED) ? 0 : (Double) row[3];
          curves
              .computeIfAbsent(name, key -> new ArrayList<>())
              .add(new Point((Long) row[1], (Integer) row[2], value));
        });
    return curves;
  }

  /** Attempts whose log lines are not numbered 1, 2, 3 and so on. */
  long brokenLogs() {
    return number(
        """
        select count(*) from (select run_id, attempt from log_lines group by run_id, attempt
          having min(sequence) <> 1 or max(sequence) <> count(*)) broken
        """);
  }

  /** Stretches of histories that say something else than their points. */
  long wrongStretches() {
    return number(
        """
        select count(*) from (
          select t.series from metric_stretches t left join metric_points p
            on p.series = t.series and p.step between t.from_step and t.to_step
          group by t.series, t.level, t.from_step
          having t.points <> count(p.step) or t.low <> min(p.value) or t.high <> max(p.value)) wrong
        """);
  }

  /** Runs that have not ended. */
  long underWay() {
    return number("select count(*) from runs where ended_at is null");
  }

  /** Attempts that go on although their run has ended, or has a newer one. */
  long lateAttempts() {
    return number(
        """
        select count(*) from attempts a join runs r on r.id = a.run_id
        where a.state in ('ASSIGNED', 'RUNNING') and (r.ended_at is not null or a.number < r.attempt)
        """);
  }

  /** Messages that wait to be published. */
  long outbox() {
    return number("select count(*) from outbox");
  }

  /** Connections of services. */
  long connections() {
    return number(
        "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <>"
            + " pg_backend_pid()");
  }

  long number(String sql) {
    var found = new ArrayList<Long>();
    query(sql, row -> found.add(((Number) row[0]).longValue()));
    return found.get(0);
  }

  /** Hears the rows of an answer. */
  interface Rows {
    void row(Object[] columns);
  }

  void query(String sql, Rows rows) {
    try (var connection = postgres.connect();
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      var columns = new Object[result.getMetaData().getColumnCount()];
      while (result.next()) {
        for (int i = 0; i < columns.length; i++) {
          columns[i] = result.getObject(i + 1);
        }
        rows.row(columns.clone());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
