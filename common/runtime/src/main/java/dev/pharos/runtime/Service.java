package dev.pharos.runtime;

import io.vertx.core.Future;

/**
 * Starts a service. The process runner, the all-in-one platform and the tests call the same one.
 */
@FunctionalInterface
public interface Service {

  /**
   * Wires and starts the service; what must be closed is registered with {@link
   * ServiceContext#onStop}.
   *
   * @return completes when the service is ready for work, fails (best with a {@link
   *     StartException}) when it cannot start
   */
  Future<?> start(ServiceContext context);
}
