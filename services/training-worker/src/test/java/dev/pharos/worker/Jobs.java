package dev.pharos.worker;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.NetworkChoice;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.contracts.job.Training;
import dev.pharos.contracts.job.TrainingBuilder;
import java.util.Map;

/** Jobs for tests: LeNet-5 on the tiny data set, 6 steps of 16 images to the epoch. */
public final class Jobs {
  public static final int STEPS_PER_EPOCH = 6;

  private Jobs() {}

  /** A job that learns. */
  public static JobSpec lenet(int epochs) {
    return of("lenet5", Map.of(), training(epochs, Optimizer.ADAM, 0.002, 0), Device.AUTO);
  }

  /** A job of one epoch. */
  public static JobSpec of(String network, Map<String, String> settings, Device device) {
    return of(network, settings, training(1, Optimizer.ADAM, 0.002, 0), device);
  }

  /** A job whose weights grow a hundredfold at each step, until the loss is no number. */
  public static JobSpec diverging() {
    var training = training(10, Optimizer.SGD, 100, 0.99);
    return of("lenet5", Map.of("activation", "relu"), training, Device.AUTO);
  }

  /** A job that is trained in some way. */
  public static JobSpec of(Training training) {
    return of("lenet5", Map.of(), training, Device.AUTO);
  }

  /** A job that is trained in some way, of any network. */
  public static JobSpec of(Training training, String network) {
    return of(network, Map.of(), training, Device.AUTO);
  }

  /** A job that is trained in some way, of a network that a text describes. */
  public static JobSpec pattern(String pattern, Training training) {
    return of("pattern", Map.of("pattern", pattern), training, Device.AUTO);
  }

  /** What the other jobs have in common, to say more. */
  public static TrainingBuilder training(int epochs) {
    return builder(epochs, Optimizer.ADAM, 0.002, 0);
  }

  private static Training training(
      int epochs, Optimizer optimizer, double learningRate, double weightDecay) {
    return builder(epochs, optimizer, learningRate, weightDecay).build();
  }

  private static TrainingBuilder builder(
      int epochs, Optimizer optimizer, double learningRate, double weightDecay) {
    return Training.builder()
        .epochs(epochs)
        .batchSize(16)
        .optimizer(optimizer)
        .learningRate(learningRate)
        .momentum(0.0)
        .weightDecay(weightDecay)
        .seed(7L)
        .logInterval(2)
        .augmentation(Augmentation.CROP_MIRROR);
  }

  private static JobSpec of(
      String network, Map<String, String> settings, Training training, Device device) {
    return new JobSpec(
        null,
        null,
        new NetworkChoice(network, settings),
        new DatasetChoice("bands", 1),
        training,
        null,
        device,
        null,
        null,
        null,
        null);
  }
}
