package dev.pharos.systemtests.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Finds a Chromium, or skips; opens a visit for each test that asks for one, and closes it. */
final class Browsing implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(Browsing.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Chromium.find().isPresent()) {
      return ConditionEvaluationResult.enabled("Chromium is there");
    }
    if ("1".equals(System.getenv("PHAROS_REQUIRE_BROWSER"))) {
      throw new IllegalStateException("PHAROS_REQUIRE_BROWSER=1, but " + Chromium.MISSING);
    }
    return ConditionEvaluationResult.disabled(Chromium.MISSING);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Visit.class;
  }

  @Override
  public Visit resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var chromium =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                Chromium.class,
                key -> Chromium.start(Chromium.find().orElseThrow()),
                Chromium.class);
    var visit = Visit.open(chromium.browser());
    context.getStore(NAMESPACE).put(visit, visit);
    return visit;
  }
}
