package dev.pharos.registry;

import dev.pharos.runtime.ServiceRunner;

/** Runs the experiment registry as its own process. */
public final class ExperimentRegistryMain {
  private ExperimentRegistryMain() {}

  public static void main(String[] args) {
    ServiceRunner.run(ExperimentRegistry.NAME, args, ExperimentRegistry::start);
  }
}
