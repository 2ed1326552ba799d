package dev.pharos.registry.automation.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;

/** An expression that can be asked for its value. */
public final class Expression {
  private final String text;
  private final CelRuntime.Program program;

  Expression(String text, CelRuntime.Program program) {
    this.text = text;
    this.program = program;
  }

  /**
   * Its value.
   *
   * @param variables the value of each variable, as {@link Values#of} gives them
   * @throws ExpressionException if it has none
   */
  public JsonNode value(Map<String, Object> variables) {
    try {
      return Values.json(program.eval(variables));
    } catch (CelEvaluationException e) {
      throw new ExpressionException(text, reason(e));
    } catch (IllegalArgumentException e) {
      throw new ExpressionException(text, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether it is true.
   *
   * @throws ExpressionException if it is neither true nor false
   */
  public boolean holds(Map<String, Object> variables) {
    var value = value(variables);
    if (!value.isBoolean()) {
      throw new ExpressionException(text, "is %s, which is not true or false".formatted(value));
    }
    return value.asBoolean();
  }

  private static String reason(CelEvaluationException failure) {
    var words =
        String.valueOf(failure.getMessage())
            .replaceFirst("^evaluation error( at <input>:\\d+)?: ", "");
    var bare = failure.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND && !words.contains(" ");
    return bare ? "'%s' is not present".formatted(words) : words;
  }
}
