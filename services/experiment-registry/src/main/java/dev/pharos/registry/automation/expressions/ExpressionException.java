package dev.pharos.registry.automation.expressions;

/** An expression has no value here: a field is missing, or types do not fit. */
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExpressionException(String expression, String reason) {
    super("'%s': %s".formatted(expression, reason));
  }
}
