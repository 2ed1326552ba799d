package dev.pharos.registry.automation.expressions;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.Violation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiles expressions over the variable {@code event}, and remembers them. CEL ends always, reads
 * nothing but its variables and changes nothing; what it may do is bounded besides.
 */
public final class Expressions {
  private static final String VARIABLE = "event";
  private static final int LONGEST = 4_000;
  private static final int DEEPEST = 50;
  private static final int MOST_ITERATIONS = 10_000;
  private static final int MOST_REMEMBERED = 1_000;

  private final Map<String, Expression> compiled = new ConcurrentHashMap<>();

  /** Made when the first rule needs it: it takes the better part of a second. */
  private static final class Language {
    private static final Cel CEL =
        CelFactory.standardCelBuilder()
            .setOptions(
                CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .maxExpressionCodePointSize(LONGEST)
                    .maxParseRecursionDepth(DEEPEST)
                    .comprehensionMaxIterations(MOST_ITERATIONS)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(CelExtensions.strings())
            .addRuntimeLibraries(CelExtensions.strings())
            .addVar(VARIABLE, SimpleType.DYN)
            .build();
  }

  /**
   * Compiles an expression.
   *
   * @throws InvalidMessageException if it is none, saying where in it; its fields are empty
   */
  public Expression compile(String text) {
    var known = compiled.get(text);
    if (known != null) {
      return known;
    }
    if (compiled.size() >= MOST_REMEMBERED) {
      compiled.clear();
    }
    var expression = new Expression(text, program(text));
    compiled.put(text, expression);
    return expression;
  }

  private static CelRuntime.Program program(String text) {
    try {
      // Compiled first for the places of mistakes, which the loosened tree does not have.
      var parsed = Language.CEL.parse(text).getAst();
      Language.CEL.check(parsed).getAst();
      return Language.CEL.createProgram(Language.CEL.check(Indexing.loosened(parsed)).getAst());
    } catch (CelValidationException e) {
      throw new InvalidMessageException(violations(text, e.getErrors()));
    } catch (CelEvaluationException | IllegalArgumentException e) {
      throw new InvalidMessageException(List.of(new Violation("", e.getMessage())));
    }
  }

  private static List<Violation> violations(String text, List<CelIssue> issues) {
    return issues.stream()
        .map(
            issue ->
                new Violation(
                    "",
                    "'%s' is not an expression of CEL: %s"
                        .formatted(text, issue.getMessage().replace(" (in container '')", "")),
                    position(text, issue),
                    null))
        .toList();
  }

  /** CEL counts lines from 1 and columns from 0. */
  private static Integer position(String text, CelIssue issue) {
    var place = issue.getSourceLocation();
    var position = 0;
    for (var line = 1; line < place.getLine(); line++) {
      position = text.indexOf('\n', position) + 1;
    }
    return Math.min(text.length(), Math.max(0, position + place.getColumn()));
  }
}
