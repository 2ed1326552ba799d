package dev.pharos.migrations;

/** The schema could not be brought up to date; what is committed already stays as it is. */
public final class MigrationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
