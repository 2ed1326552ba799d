package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.util.Map;

/**
 * What a job asks for: which network to train on which data set, and how. Everything but network
 * and data set has a default, so that a short document is a whole job.
 *
 * @param name the run's name; by default made from network and data set
 * @param experiment the experiment that collects the run; {@code default}
 * @param network the network and its settings
 * @param dataset the data set, by default its newest version
 * @param training how to train
 * @param startFrom the registered model to begin with; by default training begins anew
 * @param device where to train; {@code auto}
 * @param priority 1 (first) to 99; 50
 * @param maxAttempts how often to try when a worker is lost, 1 to 10; 3
 * @param register the registered model that gets the result as a new version; none
 * @param tags free labels of the run
 */
@MessageType(name = "job-spec", version = 1)
public record JobSpec(
    String name,
    String experiment,
    NetworkChoice network,
    DatasetChoice dataset,
    Training training,
    StartFrom startFrom,
    Device device,
    Integer priority,
    Integer maxAttempts,
    String register,
    Map<String, String> tags) {

  public static final String DEFAULT_EXPERIMENT = "default";
  public static final int DEFAULT_PRIORITY = 50;
  public static final int DEFAULT_MAX_ATTEMPTS = 3;

  public JobSpec {
    experiment = experiment == null ? DEFAULT_EXPERIMENT : experiment;
    training = training == null ? Training.defaults() : training;
    device = device == null ? Device.AUTO : device;
    priority = priority == null ? DEFAULT_PRIORITY : priority;
    maxAttempts = maxAttempts == null ? DEFAULT_MAX_ATTEMPTS : maxAttempts;
    tags = tags == null ? Map.of() : Map.copyOf(tags);
    if (name == null && network != null && dataset != null) {
      name = network.name() + " on " + dataset.name();
    }
  }

  /** The same job, beginning with that model. */
  public JobSpec withStartFrom(StartFrom start) {
    return new JobSpec(
        name,
        experiment,
        network,
        dataset,
        training,
        start,
        device,
        priority,
        maxAttempts,
        register,
        tags);
  }
}
