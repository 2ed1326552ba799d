package dev.pharos.platform.client;

import dev.pharos.contracts.Violation;
import java.util.List;

/** The platform refused a request and said why (RFC 9457). */
public final class ProblemException extends ServerException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Violation> errors;

  ProblemException(int status, String detail, List<Violation> errors) {
    super(detail);
    this.status = status;
    this.errors = List.copyOf(errors);
  }

  /** HTTP status, from 400. */
  public int status() {
    return status;
  }

  /** Each field that is wrong; may be empty. */
  public List<Violation> errors() {
    return errors;
  }

  /** Whether one of the fields that are wrong has this name. */
  public boolean names(String field) {
    return errors.stream().anyMatch(error -> error.field().equals(field));
  }
}
