package dev.pharos.networks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the image that one value of a layer depends on.
 *
 * @param top its first row
 * @param left its first column
 * @param bottom the row after its last
 * @param right the column after its last
 */
public record ReceptiveField(int top, int left, int bottom, int right) {

  /**
   * The part that the value at a row and a column of a layer's output depends on, clipped to the
   * image.
   *
   * @throws NetworkException when there is no such layer, row or column
   */
  public static ReceptiveField of(NetworkSpec network, String layer, int row, int column) {
    var shapes = network.shapes();
    var shape = shapes.get(layer);
    if (shape == null) {
      throw NetworkException.unknown("layer", layer, shapes.keySet());
    }
    NetworkException.requireRange("row", row, 0, shape.height() - 1L);
    NetworkException.requireRange("column", column, 0, shape.width() - 1L);
    var seen = new HashMap<String, ReceptiveField>();
    seen.put(layer, new ReceptiveField(row, column, row + 1, column + 1));
    var nodes = network.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      var node = nodes.get(i);
      var part = seen.get(node.name());
      if (part != null) {
        back(network, node, part, shapes, seen);
      }
    }
    return seen.get(NetworkSpec.INPUT);
  }

  private static void back(
      NetworkSpec network,
      Node node,
      ReceptiveField part,
      Map<String, Shape> shapes,
      Map<String, ReceptiveField> seen) {
    var inputs = NetworkSpec.inputs(node, network.input(), shapes);
    for (int i = 0; i < inputs.size(); i++) {
      seen.merge(
          node.inputs().get(i), part.before(node.layer(), inputs.get(i)), ReceptiveField::union);
    }
  }

  /** What of an input the part of the output depends on. */
  private ReceptiveField before(LayerSpec layer, Shape input) {
    if (layer instanceof Dense || layer instanceof GlobalAveragePool) {
      return new ReceptiveField(0, 0, input.height(), input.width());
    }
    return window(layer).map(window -> slid(window, input)).orElse(this);
  }

  private ReceptiveField slid(Window window, Shape input) {
    return new ReceptiveField(
        Math.max(0, top * window.stride() - window.padding()),
        Math.max(0, left * window.stride() - window.padding()),
        Math.min(
            input.height(), (bottom - 1) * window.stride() - window.padding() + window.extent()),
        Math.min(
            input.width(), (right - 1) * window.stride() - window.padding() + window.extent()));
  }

  private ReceptiveField union(ReceptiveField other) {
    return new ReceptiveField(
        Math.min(top, other.top),
        Math.min(left, other.left),
        Math.max(bottom, other.bottom),
        Math.max(right, other.right));
  }

  private static Optional<Window> window(LayerSpec layer) {
    if (layer instanceof Convolution convolution) {
      return Optional.of(convolution.window());
    } else if (layer instanceof SparseConvolution sparse) {
      return Optional.of(sparse.window());
    } else if (layer instanceof Subsampling subsampling) {
      return Optional.of(subsampling.window());
    } else if (layer instanceof MaxPool pool) {
      return Optional.of(pool.window());
    } else if (layer instanceof AveragePool pool) {
      return Optional.of(pool.window());
    }
    return Optional.empty();
  }

  /** Rows and columns, as {@code [rows, columns]}. */
  public List<Integer> size() {
    return List.of(bottom - top, right - left);
  }
}
