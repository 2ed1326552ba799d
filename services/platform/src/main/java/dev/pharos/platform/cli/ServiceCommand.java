package dev.pharos.platform.cli;

import dev.pharos.dataset.DatasetServiceMain;
import dev.pharos.registry.ExperimentRegistryMain;
import dev.pharos.serving.ServingGatewayMain;
import dev.pharos.worker.TrainingWorkerMain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/**
 * {@code pharos service}: one service in a process of its own, on a Kafka and PostgreSQL of yours.
 */
@Command(
    name = "service",
    description = {
      "Runs one service in a process of its own, on a Kafka and a PostgreSQL that are there already.",
      "Its settings are --KEY=VALUE, --config FILE and environment variables; docs/operations.md"
          + " lists them."
    },
    customSynopsis = "pharos service NAME [--KEY=VALUE]... [--config FILE]",
    footerHeading = "%nExample:%n",
    footer = {
      "  pharos service training-worker --kafka.bootstrap-servers=kafka:9092 \\",
      "      --artifacts.directory=/mnt/pharos/artifacts"
    })
final class ServiceCommand implements Callable<Integer> {
  /** The services. */
  enum Name {
    DATASET_SERVICE,
    EXPERIMENT_REGISTRY,
    SERVING_GATEWAY,
    TRAINING_WORKER;

    @Override
    public String toString() {
      return EnumName.of(this);
    }
  }

  @Parameters(index = "0", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
  private Name name;

  @Unmatched private List<String> settings = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    var arguments = settings.toArray(String[]::new);
    switch (name) {
      case DATASET_SERVICE -> DatasetServiceMain.main(arguments);
      case EXPERIMENT_REGISTRY -> ExperimentRegistryMain.main(arguments);
      case SERVING_GATEWAY -> ServingGatewayMain.main(arguments);
      case TRAINING_WORKER -> TrainingWorkerMain.main(arguments);
    }
    // It runs on its own threads until a signal ends the process.
    new CountDownLatch(1).await();
    return 0;
  }
}
