package dev.pharos.runtime;

/** More was asked than a bounded pool or queue takes; HTTP callers are answered 503. */
public final class OverloadedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which pool is full. */
  public OverloadedException(String message) {
    super(message, null, false, false);
  }
}
