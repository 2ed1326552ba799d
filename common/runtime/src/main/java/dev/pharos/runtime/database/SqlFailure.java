package dev.pharos.runtime.database;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;

/** Tells failures of the database that pass from those that will come again. */
public final class SqlFailure {
  private static final String UNIQUE_VIOLATION = "23505";

  /**
   * Classes of SQLSTATE: connection, insufficient resources (such as a full disk), intervention.
   */
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "53", "57");

  /**
   * Serialization failure, deadlock, lock not available, read-only (a replica after a fail-over),
   * input or output error.
   */
  private static final Set<String> TRANSIENT_STATES =
      Set.of("40001", "40P01", "55P03", "25006", "58030");

  private SqlFailure() {}

  /** The SQLSTATE behind a failure, if the database is behind it. */
  public static Optional<String> state(Throwable failure) {
    return sql(failure).map(SQLException::getSQLState);
  }

  /** Whether the same work may succeed when it is tried again later. */
  public static boolean isTransient(Throwable failure) {
    var sql = sql(failure);
    if (sql.isEmpty()) {
      return false;
    }
    var state = sql.get().getSQLState();
    if (state != null) {
      return TRANSIENT_STATES.contains(state)
          || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2)));
    }
    return sql.get() instanceof SQLTransientException
        || sql.get() instanceof SQLRecoverableException
        || sql.get().getCause() instanceof IOException;
  }

  /** Whether a row of the same key is there already. */
  public static boolean isUniqueViolation(Throwable failure) {
    return state(failure).filter(UNIQUE_VIOLATION::equals).isPresent();
  }

  private static Optional<SQLException> sql(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }
}
