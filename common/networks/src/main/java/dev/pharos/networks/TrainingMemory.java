package dev.pharos.networks;

import java.util.Locale;

/**
 * The memory that training a network takes: what does not depend on the batch, and what each image
 * of it adds.
 *
 * @param weightBytes weights, their gradients and the updater's state, and statistics
 * @param imageBytes an image, every layer's output for it, and the output's gradient
 * @param batch images of a batch
 * @param devices how many hold a copy of the weights and a part of the batch each
 */
public record TrainingMemory(long weightBytes, long imageBytes, int batch, int devices) {
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;
  private static final double FEW = 100 * MEGA;

  /**
   * Of a network with its auxiliary heads.
   *
   * @param slots values that the updater keeps for each parameter
   * @param devices how many the batch is divided among, at least 1
   */
  public static TrainingMemory of(NetworkSpec network, int batch, int slots, int devices) {
    var table = network.layerTable();
    return new TrainingMemory(table.weightBytes(slots), table.trainingBytes(1), batch, devices);
  }

  /** All of it; of several devices, on each. */
  public long bytes() {
    return weightBytes + imageBytes * part();
  }

  /** Images of the largest part of a batch. */
  private int part() {
    return (batch + devices - 1) / devices;
  }

  /** Images of the largest batch that fits; 0 or less when the weights alone do not fit. */
  public long largestBatch(long limit) {
    return (limit - weightBytes) / imageBytes * devices;
  }

  /** The figures for people. */
  public String described() {
    return "%s%s (%s for weights, gradients and optimizer, %s for a batch of %d images)"
        .formatted(
            words(bytes()),
            devices == 1 ? "" : " on each of %d devices".formatted(devices),
            words(weightBytes),
            words(imageBytes * part()),
            part());
  }

  /** What would help, for people: a smaller batch where one fits. */
  public String advice(long limit) {
    long fits = largestBatch(limit);
    return fits >= 1
        ? "a batch of at most %d images fits".formatted(fits)
        : "not even one image at a time fits: a smaller network or input is needed";
  }

  /** An amount of memory for people, such as 1.5 GB, which are 1500 MB. */
  public static String words(long bytes) {
    if (bytes >= GIGA) {
      return String.format(Locale.ROOT, "%.1f GB", bytes / GIGA);
    }
    return String.format(Locale.ROOT, bytes < FEW ? "%.1f MB" : "%.0f MB", bytes / MEGA);
  }
}
