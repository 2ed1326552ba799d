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
 * @param team whose it is, for shares and limits; {@code default}
 * @param priority 1 (first) to 99; 50
 * @param needs what it asks of its worker; one slot of any
 * @param waitFor what it waits for before it queues; nothing
 * @param preemptible whether a run that is much more urgent may take its place, after a checkpoint;
 *     true
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
    String team,
    Integer priority,
    Needs needs,
    WaitFor waitFor,
    Boolean preemptible,
    Integer maxAttempts,
    String register,
    Map<String, String> tags) {

  public static final String DEFAULT_TEAM = "default";
  public static final String DEFAULT_EXPERIMENT = "default";
  public static final int DEFAULT_PRIORITY = 50;
  public static final int DEFAULT_MAX_ATTEMPTS = 3;

  public JobSpec {
    experiment = experiment == null ? DEFAULT_EXPERIMENT : experiment;
    training = training == null ? Training.defaults() : training;
    device = device == null ? Device.AUTO : device;
    team = team == null ? DEFAULT_TEAM : team;
    needs = needs == null ? Needs.ANY : needs;
    waitFor = waitFor == null ? WaitFor.NOTHING : waitFor;
    preemptible = preemptible == null || preemptible;
    priority = priority == null ? DEFAULT_PRIORITY : priority;
    maxAttempts = maxAttempts == null ? DEFAULT_MAX_ATTEMPTS : maxAttempts;
    tags = tags == null ? Map.of() : Map.copyOf(tags);
    if (name == null && network != null && dataset != null) {
      name = network.name() + " on " + dataset.name();
    }
  }

  /** A job of the default team that asks nothing of its worker and waits for nothing. */
  public JobSpec(
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
    this(
        name,
        experiment,
        network,
        dataset,
        training,
        startFrom,
        device,
        null,
        priority,
        null,
        null,
        null,
        maxAttempts,
        register,
        tags);
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
        team,
        priority,
        needs,
        waitFor,
        preemptible,
        maxAttempts,
        register,
        tags);
  }
}
