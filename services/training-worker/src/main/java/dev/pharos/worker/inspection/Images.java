package dev.pharos.worker.inspection;

import dev.pharos.contracts.inspection.ImageSplit;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.packed.CorruptDatasetException;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.Fit;
import dev.pharos.imaging.prepare.ImagePreparer;
import dev.pharos.imaging.prepare.Preprocessing;
import dev.pharos.worker.inspection.picture.Planes;
import java.util.Collections;
import java.util.List;

/**
 * The images of a data set as a network gets them, and as people see what it gets.
 *
 * @param dataset the data set
 * @param preprocessing how images become the network's input
 * @param labels the network's classes, which may be in another order than the data set's
 */
record Images(PackedDataset dataset, Preprocessing preprocessing, List<String> labels) {

  /** Scaled to an input of another size, so that all of the image is on it. */
  Images enlarged(int height, int width) {
    var input = preprocessing.input();
    return new Images(
        dataset,
        new Preprocessing(
            preprocessing.stored(),
            new ImageShape(height, width, input.channels()),
            Fit.RESIZE,
            preprocessing.mean(),
            preprocessing.std(),
            preprocessing.meanImage()),
        labels);
  }

  /** Prepares images one after the other; for one thread. */
  ImagePreparer preparer() {
    return preprocessing.preparer();
  }

  /** One image as the network's input, CHW. */
  float[] tensor(int image) throws CorruptDatasetException {
    var values = new float[preprocessing.input().volume()];
    preprocessing.toTensor(dataset.pixels(image), values, 0);
    return values;
  }

  /** The same for people: its part and size, not normalised. */
  Pixels shown(int image) throws CorruptDatasetException {
    var input = preprocessing.input();
    var plain =
        new Preprocessing(
            preprocessing.stored(),
            input,
            preprocessing.fit(),
            Collections.nCopies(input.channels(), 0.0),
            Collections.nCopies(input.channels(), 1.0));
    var values = new float[input.volume()];
    plain.toTensor(dataset.pixels(image), values, 0);
    return Planes.ofLight(values, input.channels(), input.height(), input.width());
  }

  /**
   * The class of an image as the network counts.
   *
   * @throws IllegalArgumentException when the network does not know its class
   */
  int label(int image) {
    return labelOf(className(image));
  }

  /**
   * The class that is looked at: the one that is named, else the image's own.
   *
   * @throws IllegalArgumentException when the network does not know it
   */
  int label(InspectionSpec spec, int image) {
    return spec.label() == null ? label(image) : labelOf(spec.label());
  }

  /** The class of an image. */
  String className(int image) {
    return dataset.info().classes().get(dataset.label(image));
  }

  /**
   * A class of the network.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  int labelOf(String name) {
    int label = labels.indexOf(name);
    if (label < 0) {
      throw new IllegalArgumentException(
          "label: class '%s' does not exist; valid: %s".formatted(name, String.join(", ", labels)));
    }
    return label;
  }

  /**
   * The one image that is looked at: the one that is named, else the first test image, else the
   * first.
   *
   * @throws IllegalArgumentException when there is no such image
   */
  int chosen(InspectionSpec spec) {
    if (spec.image() == null) {
      var test = dataset.indices(Split.TEST);
      return test.length > 0 ? test[0] : 0;
    }
    if (spec.image() >= dataset.size()) {
      throw new IllegalArgumentException(
          "image: %d is not valid; 0 to %d".formatted(spec.image(), dataset.size() - 1));
    }
    return spec.image();
  }

  /**
   * The images of the part that is named, else of the first of these that has any.
   *
   * @throws IllegalArgumentException when it has none
   */
  int[] of(ImageSplit wanted, Split... otherwise) {
    if (wanted != null) {
      var split = Split.valueOf(wanted.name());
      if (dataset.info().images(split) == 0) {
        throw new IllegalArgumentException(
            "split: the data set has no %s images".formatted(split.label()));
      }
      return dataset.indices(split);
    }
    for (var split : otherwise) {
      if (dataset.info().images(split) > 0) {
        return dataset.indices(split);
      }
    }
    return dataset.indices(Split.TRAIN);
  }
}
