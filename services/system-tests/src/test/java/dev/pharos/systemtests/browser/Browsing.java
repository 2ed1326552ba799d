package dev.pharos.systemtests.browser;

import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Finds a Chromium, or skips; opens a visit or a canned server for whoever asks for one, and closes
 * it.
 */
final class Browsing implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(Browsing.class);
  private static final Set<Class<?>> WANTED = Set.of(Visit.class, CannedServer.class);

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
    return WANTED.contains(parameter.getParameter().getType());
  }

  /** What is put into a store is closed with it: after the test, or after all of the class. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var store = context.getStore(NAMESPACE);
    if (parameter.getParameter().getType() == Visit.class) {
      return visit(context, store);
    }
    var server = CannedServer.start();
    store.put(server, server);
    return server;
  }

  private static Visit visit(ExtensionContext context, ExtensionContext.Store store) {
    var chromium =
        context
            .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
            .getOrComputeIfAbsent(
                Chromium.class,
                key -> Chromium.start(Chromium.find().orElseThrow()),
                Chromium.class);
    var visit = Visit.open(chromium.browser());
    store.put(visit, visit);
    return visit;
  }
}
