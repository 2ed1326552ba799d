package dev.pharos.messaging;

import dev.pharos.runtime.OverloadedException;
import dev.pharos.runtime.database.SqlFailure;
import org.apache.kafka.common.errors.RetriableException;

/** Tells failures that pass from those that stay. */
final class Failures {
  private Failures() {}

  /** Whether what failed is to be tried until it succeeds. */
  static boolean pass(Throwable failure) {
    return failure instanceof RetryException
        || failure instanceof OverloadedException
        || failure instanceof RetriableException
        || SqlFailure.isTransient(failure);
  }
}
