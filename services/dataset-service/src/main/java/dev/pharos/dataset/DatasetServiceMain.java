package dev.pharos.dataset;

import dev.pharos.runtime.ServiceRunner;

/** Runs the data-set service as its own process. */
public final class DatasetServiceMain {
  private DatasetServiceMain() {}

  public static void main(String[] args) {
    ServiceRunner.run("dataset-service", args, DatasetService::start);
  }
}
