package dev.pharos.worker;

import dev.pharos.runtime.ServiceRunner;

/** Runs the training worker as its own process. */
public final class TrainingWorkerMain {
  private TrainingWorkerMain() {}

  public static void main(String[] args) {
    ServiceRunner.run("training-worker", args, TrainingWorker::start);
  }
}
