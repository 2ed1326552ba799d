package dev.pharos.imaging.prepare;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pharos.contracts.job.Normalisation;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.packed.DatasetInfo;
import dev.pharos.imaging.packed.PackedDataset;
import java.util.Collections;
import java.util.List;

/**
 * How images become the input of a network. It travels inside the model file as JSON, so that
 * serving prepares images exactly as training did.
 *
 * <p>In this order: an image of any size is brought to the stored size (scaled to cover it, centre
 * cropped) and the stored channels; then to the input's height and width; then to its channels
 * (luma for one, repeated for three); then every value x, 0 to 255, becomes {@code (x / 255 - mean)
 * / std}. With a mean image, which is subtracted place by place from the image before its window is
 * taken, it becomes {@code (x / 255 - mean image) / std}.
 *
 * @param stored the size and channels of the data set's images
 * @param input the network's input
 * @param fit how the stored size becomes the input's
 * @param mean per input channel, on a scale where white is 1
 * @param std per input channel, greater than 0, on the same scale
 * @param meanImage the mean of each place, or null; {@code mean} then is what stands for places
 *     that nobody knows, such as a border
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preprocessing(
    ImageShape stored,
    ImageShape input,
    Fit fit,
    List<Double> mean,
    List<Double> std,
    MeanImage meanImage) {
  /** One step of a byte: images that are all alike would divide by zero. */
  private static final double SMALLEST_STD = 1.0 / 255;

  public Preprocessing {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != input.channels() || std.size() != input.channels()) {
      throw new IllegalArgumentException(
          "mean has %d and std %d values, must be one per input channel: %d"
              .formatted(mean.size(), std.size(), input.channels()));
    }
    if (std.stream().anyMatch(value -> !(value > 0) || value.isInfinite())) {
      throw new IllegalArgumentException("std is %s, must be greater than 0".formatted(std));
    }
  }

  /** Without a mean image. */
  public Preprocessing(
      ImageShape stored, ImageShape input, Fit fit, List<Double> mean, List<Double> std) {
    this(stored, input, fit, mean, std, null);
  }

  /** What suits a data set and a network whose input has this size: normalised per channel. */
  public static Preprocessing forDataset(
      DatasetInfo dataset, int inputHeight, int inputWidth, int inputChannels) {
    var stored = dataset.shape();
    var input = new ImageShape(inputHeight, inputWidth, inputChannels);
    return new Preprocessing(
        stored,
        input,
        Fit.between(stored.height(), stored.width(), inputHeight, inputWidth),
        perInputChannel(dataset.mean(), dataset.lumaMean(), inputChannels),
        perInputChannel(dataset.std(), dataset.lumaStd(), inputChannels).stream()
            .map(std -> Math.max(std, SMALLEST_STD))
            .toList());
  }

  private static List<Double> perInputChannel(List<Double> stored, double luma, int channels) {
    if (stored.size() == channels) {
      return stored;
    }
    return Collections.nCopies(channels, luma);
  }

  /**
   * The same for an open data set, normalised as asked.
   *
   * @throws IllegalArgumentException if the data set lacks the mean image that is asked for
   */
  public static Preprocessing forDataset(
      PackedDataset dataset, ImageShape input, Normalisation normalisation) {
    var perChannel = forDataset(dataset.info(), input.height(), input.width(), input.channels());
    return switch (normalisation) {
      case CHANNEL -> perChannel;
      case NONE ->
          new Preprocessing(
              perChannel.stored,
              input,
              perChannel.fit,
              Collections.nCopies(input.channels(), 0.0),
              Collections.nCopies(input.channels(), 1.0));
      case MEAN_IMAGE ->
          new Preprocessing(
              perChannel.stored,
              input,
              perChannel.fit,
              perChannel.mean,
              perChannel.std,
              MeanImage.of(dataset.shape(), meanOf(dataset)));
    };
  }

  private static float[] meanOf(PackedDataset dataset) {
    return dataset
        .meanImage()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "normalisation 'mean-image' needs the mean of the training images, which this"
                        + " packed data set of an older version lacks; import the data set again"));
  }

  /**
   * Normalises images whose values are between 0 and 1 and which have the input's size already, in
   * place.
   *
   * @param values images one after another, each CHW
   */
  public void normalise(float[] values) {
    var plane = input.height() * input.width();
    for (var i = 0; i < values.length; i++) {
      var channel = i / plane % input.channels();
      values[i] = (float) ((values[i] - mean.get(channel)) / std.get(channel));
    }
    if (meanImage != null) {
      preparer().subtractMeans(values);
    }
  }

  /**
   * Prepares one image of any size.
   *
   * @param target receives channel, row, column (CHW): {@code input().volume()} values
   * @param offset where in the target the first value goes
   */
  public void toTensor(Pixels image, float[] target, int offset) {
    preparer().prepare(image, target, offset);
  }

  /** Does this preprocessing again and again without garbage; for one thread. */
  public ImagePreparer preparer() {
    return new ImagePreparer(this);
  }
}
