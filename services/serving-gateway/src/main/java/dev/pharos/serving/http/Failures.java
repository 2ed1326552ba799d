package dev.pharos.serving.http;

import dev.pharos.runtime.http.Problem;
import dev.pharos.serving.catalog.UnknownModelException;
import dev.pharos.serving.model.ModelUnavailableException;
import dev.pharos.serving.v2.ProtocolException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** What the gateway's own failures are in HTTP. */
final class Failures {
  private Failures() {}

  /** The problem behind a failure of a prediction; other failures stay what they are. */
  static Throwable asProblem(Throwable failure) {
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof UnknownModelException) {
      return Problem.notFound(cause.getMessage());
    } else if (cause instanceof ModelUnavailableException) {
      return Problem.unavailable(cause.getMessage());
    } else if (cause instanceof TimeoutException) {
      return Problem.unavailable("the model did not answer in time; try again");
    } else if (cause instanceof ProtocolException) {
      return Problem.badRequest(cause.getMessage());
    }
    return cause;
  }
}
