package dev.pharos.platform.client;

import dev.pharos.contracts.Violation;
import dev.pharos.networks.pattern.Caret;
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

  /** The same, with carets under the mistake where the platform says where in a value it is. */
  public ProblemException pointingAt(String field, String value) {
    return new ProblemException(
        status, getMessage(), errors.stream().map(error -> marked(error, field, value)).toList());
  }

  private static Violation marked(Violation error, String field, String value) {
    if (value == null || error.position() == null || !error.field().equals(field)) {
      return error;
    }
    int length = error.length() == null ? 0 : error.length();
    var lines = Caret.lines(value, error.position(), length);
    return new Violation(error.field(), error.message() + "\n    " + String.join("\n    ", lines));
  }

  /** Whether one of the fields that are wrong has this name. */
  public boolean names(String field) {
    return errors.stream().anyMatch(error -> error.field().equals(field));
  }
}
