package dev.pharos.platform.cli;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.NetworkChoice;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.contracts.job.Training;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What to train and how, as options. Whether it makes sense is the platform's to say. */
final class JobOptions {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--network",
      required = true,
      paramLabel = "NAME",
      description = "The network, such as lenet5, alexnet-mnist or alexnet-single.")
  private String network;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "NAME[@VERSION]",
      converter = NameAt.Converter.class,
      description = "The data set, by default its newest version.")
  private NameAt dataset;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Passes over the training images (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "32",
      description = "Images per step (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      defaultValue = "0.001",
      description = "Learning rate (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "adam",
      description = "sgd or adam (default: ${DEFAULT-VALUE}).")
  private Optimizer optimizer;

  @Option(
      names = "--momentum",
      paramLabel = "M",
      defaultValue = "0.9",
      description = "Momentum of sgd (default: ${DEFAULT-VALUE}).")
  private double momentum;

  @Option(
      names = "--weight-decay",
      paramLabel = "D",
      defaultValue = "0",
      description = "L2 penalty (default: ${DEFAULT-VALUE}).")
  private double weightDecay;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--log-interval",
      paramLabel = "N",
      defaultValue = "1",
      description = "Steps between two reports of the loss (default: ${DEFAULT-VALUE}).")
  private int logInterval;

  @Option(
      names = "--augmentation",
      paramLabel = "NAME",
      defaultValue = "none",
      description = "none or crop-mirror (default: ${DEFAULT-VALUE}).")
  private Augmentation augmentation;

  @Option(
      names = "--checkpoint-epochs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Epochs between two checkpoints (default: ${DEFAULT-VALUE}).")
  private int checkpointEpochs;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "auto, cpu or cuda (default: ${DEFAULT-VALUE}, cuda where a worker has it).")
  private Device device;

  @Option(names = "--no-cuda", description = "The same as --device cpu.")
  private boolean noCuda;

  @Option(
      names = "--setting",
      paramLabel = "KEY=VALUE",
      description = "A setting of the network, such as dropout=0.5. Repeatable.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--register",
      paramLabel = "MODEL",
      description = "Register the result as a new version of this model.")
  private String register;

  @Option(names = "--name", paramLabel = "TEXT", description = "The run's name.")
  private String name;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      defaultValue = JobSpec.DEFAULT_EXPERIMENT,
      description = "The experiment that collects the run (default: ${DEFAULT-VALUE}).")
  private String experiment;

  @Option(
      names = "--priority",
      paramLabel = "N",
      defaultValue = "" + JobSpec.DEFAULT_PRIORITY,
      description = "1 (first) to 99 (default: ${DEFAULT-VALUE}).")
  private int priority;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      defaultValue = "" + JobSpec.DEFAULT_MAX_ATTEMPTS,
      description = "How often to try when a worker is lost (default: ${DEFAULT-VALUE}).")
  private int maxAttempts;

  @Option(
      names = "--tag",
      paramLabel = "KEY=VALUE",
      description = "A label of the run. Repeatable.")
  private Map<String, String> tags = new LinkedHashMap<>();

  /** The job. */
  JobSpec spec() {
    if (noCuda && device == Device.CUDA) {
      throw new ParameterException(
          command.commandLine(), "--no-cuda and --device cuda contradict each other");
    }
    if (dataset.alias().isPresent()) {
      throw new ParameterException(
          command.commandLine(),
          "--dataset '%s': a data set's version is a number, such as %s@1"
              .formatted(dataset, dataset.name()));
    }
    return new JobSpec(
        name,
        experiment,
        new NetworkChoice(network, settings),
        new DatasetChoice(dataset.name(), dataset.version().orElse(null)),
        training(),
        null,
        noCuda ? Device.CPU : device,
        priority,
        maxAttempts,
        register,
        tags);
  }

  private Training training() {
    return Training.builder()
        .epochs(epochs)
        .batchSize(batchSize)
        .optimizer(optimizer)
        .learningRate(learningRate)
        .momentum(momentum)
        .weightDecay(weightDecay)
        .seed(seed)
        .logInterval(logInterval)
        .augmentation(augmentation)
        .checkpointEpochs(checkpointEpochs)
        .build();
  }
}
