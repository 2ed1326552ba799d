package dev.pharos.imaging.packed;

import dev.pharos.imaging.ImageShape;
import java.util.EnumMap;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Sums up the images of a data set for its header. */
final class DatasetSummary {
  private DatasetSummary() {}

  static DatasetInfo of(
      ImageShape shape,
      List<String> classes,
      ImageIndex index,
      int[] order,
      Statistics statistics) {
    var splits = new EnumMap<Split, Integer>(Split.class);
    for (var split : Split.values()) {
      splits.put(split, 0);
    }
    for (var image : order) {
      splits.merge(index.split(image), 1, Integer::sum);
    }
    var covariance = covariance(shape, statistics);
    var eigen = SymmetricEigen.of(covariance);
    return new DatasetInfo(
        shape,
        order.length,
        classes,
        splits,
        perChannel(shape, statistics::mean),
        perChannel(shape, statistics::std),
        statistics.lumaMean(),
        statistics.lumaStd(),
        covariance,
        eigen.stream().map(SymmetricEigen.Pair::value).toList(),
        eigen.stream().map(SymmetricEigen.Pair::vector).toList());
  }

  private static List<List<Double>> covariance(ImageShape shape, Statistics statistics) {
    return IntStream.range(0, shape.channels())
        .mapToObj(row -> perChannel(shape, column -> statistics.covariance(row, column)))
        .toList();
  }

  private static List<Double> perChannel(ImageShape shape, IntToDoubleFunction value) {
    return IntStream.range(0, shape.channels()).mapToDouble(value).boxed().toList();
  }
}
