package dev.pharos.imaging.packed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pharos.imaging.ImageShape;
import java.util.List;
import java.util.Map;

/**
 * What a packed data set says about itself; part of its header, as JSON.
 *
 * @param shape the stored size of every image
 * @param images how many there are
 * @param classes the names of the classes; an image's label is an index into them
 * @param splits how many images each split has
 * @param mean per channel, the mean of the training images' values, 1.0 being white
 * @param std per channel, their standard deviation (of the population) on the same scale
 * @param lumaMean the mean of the training images' luma, for networks that see one channel
 * @param lumaStd its standard deviation
 * @param covariance of the channels' values over all pixels of the training images, one row per
 *     channel, on the scale of {@code mean}; empty in files of format version 1.0
 * @param eigenvalues of the covariance, the largest first (the colour noise of Krizhevsky et al.
 *     2012, section 4.1); empty in files of format version 1.0
 * @param eigenvectors one row per eigenvalue, of length 1, the largest part positive
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatasetInfo(
    ImageShape shape,
    int images,
    List<String> classes,
    Map<Split, Integer> splits,
    List<Double> mean,
    List<Double> std,
    double lumaMean,
    double lumaStd,
    List<List<Double>> covariance,
    List<Double> eigenvalues,
    List<List<Double>> eigenvectors) {
  public DatasetInfo {
    covariance = rows(covariance);
    eigenvalues = eigenvalues == null ? List.of() : List.copyOf(eigenvalues);
    eigenvectors = rows(eigenvectors);
    classes = List.copyOf(classes);
    splits = Map.copyOf(splits);
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != shape.channels() || std.size() != shape.channels()) {
      throw new IllegalArgumentException(
          "mean has %d and std %d values, must be one per channel: %d"
              .formatted(mean.size(), std.size(), shape.channels()));
    }
  }

  private static List<List<Double>> rows(List<List<Double>> matrix) {
    return matrix == null ? List.of() : matrix.stream().map(List::copyOf).toList();
  }

  /** How many images a split has. */
  public int images(Split split) {
    return splits.getOrDefault(split, 0);
  }
}
