package dev.pharos.platform.cli;

import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.NetworkChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
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
      paramLabel = "NAME",
      description = "The network, such as lenet5 or alexnet; 'pharos networks' lists them.")
  private String network;

  @Mixin private NetworkOptions networkOptions;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "NAME[@VERSION]",
      converter = NameAt.Converter.class,
      description = "The data set, by default its newest version.")
  private NameAt dataset;

  @Mixin private TrainingOptions training;
  @Mixin private StartOptions start;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "auto, cpu or cuda (default: ${DEFAULT-VALUE}, cuda where a worker has it).")
  private Device device;

  @Option(names = "--no-cuda", description = "The same as --device cpu.")
  private boolean noCuda;

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

  @Mixin private QueueOptions queue;

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
        network(),
        new DatasetChoice(dataset.name(), dataset.version().orElse(null)),
        training.training(),
        start.startFrom(),
        noCuda ? Device.CPU : device,
        queue.team(),
        queue.priority(),
        queue.needs(),
        queue.waitFor(),
        queue.preemptible(),
        maxAttempts,
        register,
        tags);
  }

  private NetworkChoice network() {
    var name = networkOptions.network(network);
    if (name == null) {
      throw new ParameterException(
          command.commandLine(), "Missing required option: '--network=NAME' (or --pattern=TEXT)");
    }
    return new NetworkChoice(name, networkOptions.settings(), networkOptions.input());
  }
}
