package dev.pharos.worker;

import dev.pharos.artifacts.ArtifactException;
import dev.pharos.engine.DivergedException;
import dev.pharos.networks.NetworkException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Why an attempt failed, for people, and whether another one may fare better.
 *
 * @param text what went wrong, and where it helps, what to do
 * @param retryable true for what lies in this worker or passes by itself
 */
record FailureReason(String text, boolean retryable) {

  static FailureReason of(Throwable failure) {
    if (failure instanceof DivergedException) {
      return new FailureReason(failure.getMessage(), false);
    } else if (failure instanceof NetworkException || failure instanceof IllegalArgumentException) {
      return new FailureReason("the job cannot be trained: " + message(failure), false);
    } else if (failure instanceof OutOfMemoryError || isOutOfMemory(failure)) {
      return new FailureReason(
          "not enough memory (%s); a smaller batch size needs less".formatted(message(failure)),
          true);
    } else if (failure instanceof ArtifactException) {
      return new FailureReason(message(failure), true);
    } else if (failure instanceof UncheckedIOException wrapped) {
      return of(wrapped.getCause());
    } else if (failure instanceof IOException) {
      return new FailureReason("reading or writing failed: " + message(failure), true);
    } else if (failure instanceof InterruptedException) {
      return new FailureReason("the worker was interrupted", true);
    }
    return new FailureReason("training failed: " + message(failure), true);
  }

  private static boolean isOutOfMemory(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private static String message(Throwable failure) {
    var text = failure.getMessage();
    return text == null || text.isBlank() ? failure.getClass().getSimpleName() : text;
  }
}
