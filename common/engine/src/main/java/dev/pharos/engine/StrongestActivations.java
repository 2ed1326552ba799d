package dev.pharos.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * For each map of a layer the images that excite it most, and where: one place for each image, its
 * strongest (Zeiler and Fergus 2014, figure 2).
 */
public final class StrongestActivations {
  private static final Comparator<Activation> STRONGEST_FIRST =
      Comparator.<Activation>comparingDouble(Activation::value)
          .reversed()
          .thenComparingLong(Activation::image);

  private final int most;
  private final List<List<Activation>> best = new ArrayList<>();

  /**
   * One activation.
   *
   * @param image the number of the image, as the caller counts
   * @param row the row in the map
   * @param column the column in the map
   * @param value how strong it is
   */
  public record Activation(long image, int row, int column, float value) {}

  /**
   * Keeps the strongest.
   *
   * @param most how many images for each map, at least 1
   */
  public StrongestActivations(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most: %d is not valid; at least 1".formatted(most));
    }
    this.most = most;
  }

  /**
   * Looks at the outputs of a layer for some images.
   *
   * @param images the number of each image
   */
  public void add(LayerOutput output, long[] images) {
    var shape = output.shape();
    for (int map = best.size(); map < shape.channels(); map++) {
      best.add(new ArrayList<>());
    }
    for (int image = 0; image < output.images(); image++) {
      for (int map = 0; map < shape.channels(); map++) {
        keep(best.get(map), strongest(output, image, map, images[image]));
      }
    }
  }

  private static Activation strongest(LayerOutput output, int image, int map, long number) {
    var strongest = new Activation(number, 0, 0, output.at(image, map, 0, 0));
    for (int row = 0; row < output.shape().height(); row++) {
      for (int column = 0; column < output.shape().width(); column++) {
        float value = output.at(image, map, row, column);
        if (value > strongest.value()) {
          strongest = new Activation(number, row, column, value);
        }
      }
    }
    return strongest;
  }

  private void keep(List<Activation> list, Activation activation) {
    if (list.size() == most && STRONGEST_FIRST.compare(list.get(most - 1), activation) <= 0) {
      return;
    }
    list.add(activation);
    list.sort(STRONGEST_FIRST);
    if (list.size() > most) {
      list.remove(most);
    }
  }

  /** The strongest of a map, the strongest first. */
  public List<Activation> of(int map) {
    return List.copyOf(best.get(map));
  }

  /** The maps that are excited most, the most excited first. */
  public List<Integer> maps(int count) {
    var numbers = new ArrayList<Integer>();
    for (int map = 0; map < best.size(); map++) {
      numbers.add(map);
    }
    numbers.sort(
        Comparator.<Integer>comparingDouble(map -> best.get(map).get(0).value())
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    return List.copyOf(numbers.subList(0, Math.min(count, numbers.size())));
  }
}
