package dev.pharos.systemtests;

import dev.pharos.testkit.TemporaryFolders;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the platform that all of them share: {@code @ExtendWith(SharedPlatform.class)} and a
 * parameter of type {@link PlatformProcess}. It starts with the first test and ends with the JVM's
 * last; tests use names of their own for data sets and models.
 */
public final class SharedPlatform implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedPlatform.class);

  /** Ends the platform with the last test. */
  private record Started(PlatformProcess platform) implements AutoCloseable {
    @Override
    public void close() {
      platform.close();
      TemporaryFolders.delete(platform.home());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PlatformProcess.class;
  }

  @Override
  public PlatformProcess resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .getOrComputeIfAbsent(Started.class, key -> start(), Started.class)
        .platform();
  }

  private static Started start() {
    return new Started(PlatformProcess.start(TemporaryFolders.untilTheEnd("shared")));
  }
}
