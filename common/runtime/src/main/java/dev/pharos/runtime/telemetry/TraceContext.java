package dev.pharos.runtime.telemetry;

import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A W3C trace context, level 1 (https://www.w3.org/TR/trace-context/): which trace a request or
 * message belongs to and which step of it caused it.
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param spanId 16 lower-case hex digits, not all zero
 * @param sampled whether the caller records the trace
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {
  /** The name of the HTTP header and of the message attribute. */
  public static final String HEADER = "traceparent";

  private static final String CONTEXT_KEY = TraceContext.class.getName();
  private static final Pattern FORMAT =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final Pattern ZEROS = Pattern.compile("0+");

  /** A new trace. */
  public static TraceContext fresh() {
    return new TraceContext(randomHex(16), randomHex(8), true);
  }

  /** A new step of the same trace. */
  public TraceContext child() {
    return new TraceContext(traceId, randomHex(8), sampled);
  }

  /** Reads a {@code traceparent}; empty when it is null or not one, as the specification asks. */
  public static Optional<TraceContext> parse(String traceparent) {
    var match = FORMAT.matcher(traceparent == null ? "" : traceparent.strip());
    if (!match.matches()
        || match.group(1).equals("ff")
        || (match.group(1).equals("00") && match.group(5) != null)
        || ZEROS.matcher(match.group(2)).matches()
        || ZEROS.matcher(match.group(3)).matches()) {
      return Optional.empty();
    }
    var flags = Integer.parseInt(match.group(4), 16);
    return Optional.of(new TraceContext(match.group(2), match.group(3), (flags & 1) == 1));
  }

  /** The next step of the trace that a request came with, or of a new one. */
  public static TraceContext continued(String traceparent) {
    return parse(traceparent).map(TraceContext::child).orElseGet(TraceContext::fresh);
  }

  /** The trace of a request; the web server has put it there. */
  public static TraceContext of(RoutingContext request) {
    TraceContext trace = request.get(CONTEXT_KEY);
    if (trace == null) {
      trace = continued(request.request().getHeader(HEADER));
      request.put(CONTEXT_KEY, trace);
    }
    return trace;
  }

  /** The value to send in a {@link #HEADER}. */
  public String traceparent() {
    return "00-%s-%s-%s".formatted(traceId, spanId, sampled ? "01" : "00");
  }

  private static String randomHex(int bytes) {
    var random = new byte[bytes];
    do {
      ThreadLocalRandom.current().nextBytes(random);
    } while (isZero(random));
    return HexFormat.of().formatHex(random);
  }

  private static boolean isZero(byte[] bytes) {
    for (var b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
