package dev.pharos.runtime.telemetry;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.MDC;

/**
 * Marks the log lines of a thread with the run and the trace they belong to, until it is closed:
 *
 * <pre>{@code
 * try (var marked = LogContext.run(runId).trace(message.traceparent())) {
 *   log.info("epoch {} done", epoch);
 * }
 * }</pre>
 *
 * <p>It belongs to the thread that opened it: close it there, and not across an asynchronous step.
 */
public final class LogContext implements AutoCloseable {
  /** The key of the run id in a log line. */
  public static final String RUN_ID = "run_id";

  /** The key of the trace id in a log line. */
  public static final String TRACE_ID = "trace_id";

  private record Before(String key, String value) {}

  private final List<Before> before = new ArrayList<>();

  private LogContext() {}

  /** Marks with nothing yet. */
  public static LogContext open() {
    return new LogContext();
  }

  /** Marks with a run. */
  public static LogContext run(String runId) {
    return open().with(RUN_ID, runId);
  }

  /** Marks with the trace of a {@code traceparent} as well; null or malformed adds nothing. */
  public LogContext trace(String traceparent) {
    TraceContext.parse(traceparent).ifPresent(trace -> with(TRACE_ID, trace.traceId()));
    return this;
  }

  /** Marks with any other key as well; a null value adds nothing. */
  public LogContext with(String key, String value) {
    if (value != null) {
      before.add(0, new Before(key, MDC.get(key)));
      MDC.put(key, value);
    }
    return this;
  }

  /** Restores the marks the thread had before. */
  @Override
  public void close() {
    for (var mark : before) {
      if (mark.value == null) {
        MDC.remove(mark.key);
      } else {
        MDC.put(mark.key, mark.value);
      }
    }
    before.clear();
  }
}
