package dev.pharos.worker.inspection;

import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.engine.Inspector;
import dev.pharos.imaging.Pixels;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.worker.inspection.picture.Grid;
import dev.pharos.worker.inspection.picture.Planes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The filters of the layer that sees the image (Krizhevsky et al. 2012, figure 3), all on one
 * scale: grey is 0, so that filters that do nothing are grey.
 */
final class FilterView implements View {
  private static final int LARGEST_TILE = 48;
  private static final int GAP = 2;

  /** What is told of them. */
  private record Figures(String layer, int filters, List<Integer> shape, double largest) {}

  @Override
  public void look(InspectionSpec spec, Path model, Images images, Findings findings)
      throws IOException {
    try (var inspector = Inspector.ofModel(model)) {
      var layer = Layers.first(inspector.network(), spec.layer());
      var shape = shape(inspector.network(), layer);
      var weights = inspector.weights(layer);
      double largest = Planes.reach(weights);
      int each = shape.get(1) * shape.get(2) * shape.get(3);
      var tiles = new ArrayList<Pixels>();
      for (int filter = 0; filter < shape.get(0); filter++) {
        tiles.add(
            Planes.ofSigned(
                weights, filter * each, shape.get(1), shape.get(2), shape.get(3), largest));
      }
      int side = Math.max(1, LARGEST_TILE / shape.get(2)) * shape.get(2);
      findings.picture("filters", Grid.square(tiles.size(), side, GAP).of(tiles));
      findings.figures("filters", new Figures(layer, shape.get(0), shape, largest));
    }
  }

  /** Output maps, input maps, rows, columns. */
  private static List<Integer> shape(NetworkSpec network, String layer) {
    var node =
        network.nodes().stream().filter(one -> one.name().equals(layer)).findFirst().orElseThrow();
    var tensors = node.layer().parameters(network.inputShapes(node));
    var shape = tensors.isEmpty() ? List.<Integer>of() : tensors.get(0).shape();
    if (shape.size() != 4 || (shape.get(1) != 1 && shape.get(1) != 3)) {
      throw new IllegalArgumentException(
          "layer: %s has no filters that are pictures; the first convolution has, and deconvolution"
                  .formatted(layer)
              + " shows what the others respond to");
    }
    return shape;
  }
}
