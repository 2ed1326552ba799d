package dev.pharos.platform.local;

import dev.pharos.dataset.DatasetService;
import dev.pharos.registry.ExperimentRegistry;
import dev.pharos.runtime.Service;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.serving.ServingGateway;
import dev.pharos.worker.TrainingWorker;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** The services that make a platform. */
final class PlatformServices {
  private PlatformServices() {}

  /** A service by the name under which its settings and checks go. */
  private record Named(String name, Service service) {}

  /**
   * Starts all services together; each waits for what it needs, and all of them are waited for, or
   * one that failed would have the others closed while they start. They stop in the reverse order
   * of this list, so that work ends before those that record it.
   */
  static Future<?> start(ServiceHost host, int workers) {
    var starting = new ArrayList<Future<?>>();
    for (var each : services(workers)) {
      starting.add(host.start(each.name(), each.service()));
    }
    return Future.join(starting);
  }

  private static List<Named> services(int workers) {
    var services = new ArrayList<Named>();
    services.add(new Named("experiment-registry", ExperimentRegistry::start));
    services.add(new Named("dataset-service", DatasetService::start));
    services.add(new Named("serving-gateway", ServingGateway::start));
    for (var worker = 1; worker <= workers; worker++) {
      var name = worker == 1 ? "training-worker" : "training-worker-" + worker;
      services.add(new Named(name, TrainingWorker::start));
    }
    return services;
  }
}
