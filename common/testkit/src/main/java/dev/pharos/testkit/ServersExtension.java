package dev.pharos.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** What {@link WithServers} does. */
final class ServersExtension
    implements BeforeAllCallback, TestInstancePostProcessor, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ServersExtension.class);

  static {
    // Ten seconds, the default, are not much for real servers on a machine at work; a test that
    // means a limit sets one.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IllegalAccessException {
    set(context.getRequiredTestClass(), null, servers(context));
  }

  @Override
  public void postProcessTestInstance(Object instance, ExtensionContext context)
      throws IllegalAccessException {
    set(instance.getClass(), instance, servers(context));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestServers.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return servers(context);
  }

  /**
   * Stores close what they hold: a class's store after the class, the session's after the last test
   * of the JVM, those that are run again included.
   */
  private static TestServers servers(ExtensionContext context) {
    var shared =
        context
            .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
            .getOrComputeIfAbsent(
                SharedServers.class, key -> SharedServers.start(), SharedServers.class);
    var outermost = outermostClass(context);
    return outermost
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            TestServers.class,
            key -> shared.sliceFor(outermost.getRequiredTestClass()),
            TestServers.class);
  }

  /** Nested classes share what the class around them has. */
  private static ExtensionContext outermostClass(ExtensionContext context) {
    var outermost = context;
    for (var each = context;
        each.getTestClass().isPresent();
        each = each.getParent().orElseThrow()) {
      outermost = each;
    }
    return outermost;
  }

  private static void set(Class<?> type, Object instance, TestServers servers)
      throws IllegalAccessException {
    for (var each = type; each != null; each = each.getSuperclass()) {
      for (var field : fields(each, instance == null)) {
        field.setAccessible(true);
        field.set(instance, servers);
      }
    }
  }

  private static List<Field> fields(Class<?> type, boolean areStatic) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> field.getType() == TestServers.class)
        .filter(field -> !Modifier.isFinal(field.getModifiers()))
        .filter(field -> Modifier.isStatic(field.getModifiers()) == areStatic)
        .toList();
  }
}
