package dev.pharos.platform.demo;

import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.NetworkChoice;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.contracts.job.Training;
import dev.pharos.contracts.model.ModelAlias;
import java.util.Map;

/**
 * What the demonstration does.
 *
 * @param images how many digits are drawn
 * @param epochs passes over those that are trained on
 */
public record DemoPlan(int images, int epochs) {
  /** The data set and the model; a name that nobody's own work has by chance. */
  static final String NAME = "demo-digits";

  static final String ALIAS = ModelAlias.CHAMPION;

  /** What the held-out images must be classified with for the demonstration to have succeeded. */
  static final double LEAST_ACCURACY = 0.97;

  static final long SEED = 1;

  /** LeNet-5 on a version of the data set. */
  JobSpec job(int version) {
    var training =
        Training.builder()
            .epochs(epochs)
            .batchSize(64)
            .optimizer(Optimizer.ADAM)
            .learningRate(0.002)
            .seed(SEED)
            .logInterval(5)
            .build();
    return new JobSpec(
        "LeNet-5 on drawn digits",
        "demo",
        new NetworkChoice("lenet5", Map.of()),
        new DatasetChoice(NAME, version),
        training,
        null,
        Device.AUTO,
        null,
        null,
        NAME,
        Map.of("from", "pharos demo"));
  }
}
