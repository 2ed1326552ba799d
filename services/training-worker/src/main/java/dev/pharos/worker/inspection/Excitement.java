package dev.pharos.worker.inspection;

import dev.pharos.engine.Inspector;
import dev.pharos.engine.StrongestActivations;
import dev.pharos.engine.StrongestActivations.Activation;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.packed.CorruptDatasetException;
import dev.pharos.networks.ReceptiveField;
import dev.pharos.worker.inspection.picture.Planes;
import java.util.List;

/**
 * What excites the maps of one layer, and what a deconvolutional network makes of it.
 *
 * @param inspector the network
 * @param layer the layer
 * @param images the images that are searched
 */
record Excitement(Inspector inspector, String layer, Images images) {
  private static final int BATCH = 16;

  /** One strong activation for people: where it is, its patch of the image, its projection. */
  record Shown(Activation activation, ReceptiveField field, Pixels patch, Pixels projection) {}

  /** Searches images. */
  StrongestActivations search(int[] numbers, int most, int mostForEachMap)
      throws CorruptDatasetException {
    var strongest = new StrongestActivations(mostForEachMap);
    int all = Math.min(most, numbers.length);
    int volume = images.preprocessing().input().volume();
    for (int from = 0; from < all; from += BATCH) {
      int count = Math.min(BATCH, all - from);
      var pixels = new float[count * volume];
      var batch = new long[count];
      for (int i = 0; i < count; i++) {
        batch[i] = numbers[from + i];
        System.arraycopy(images.tensor(numbers[from + i]), 0, pixels, i * volume, volume);
      }
      strongest.add(inspector.output(layer, pixels, count), batch);
    }
    return strongest;
  }

  /**
   * The maps that are shown: those that are named, else the most excited.
   *
   * @throws IllegalArgumentException when the layer has no such map
   */
  List<Integer> maps(List<Integer> named, int count, StrongestActivations strongest) {
    if (named == null) {
      return strongest.maps(count);
    }
    int all = inspector.network().shapes().get(layer).channels();
    for (int map : named) {
      if (map >= all) {
        throw new IllegalArgumentException(
            "maps: %d is not valid; %s has 0 to %d".formatted(map, layer, all - 1));
      }
    }
    return named;
  }

  /** Projects an activation back. */
  Shown show(int map, Activation activation) throws CorruptDatasetException {
    int image = (int) activation.image();
    var field =
        ReceptiveField.of(inspector.network(), layer, activation.row(), activation.column());
    var projected =
        inspector.project(layer, map, activation.row(), activation.column(), images.tensor(image));
    var input = images.preprocessing().input();
    var projection =
        Planes.ofSigned(
            projected, 0, input.channels(), input.height(), input.width(), Planes.reach(projected));
    return new Shown(activation, field, cut(images.shown(image), field), cut(projection, field));
  }

  private static Pixels cut(Pixels picture, ReceptiveField field) {
    return Planes.part(picture, field.top(), field.left(), field.bottom(), field.right());
  }
}
