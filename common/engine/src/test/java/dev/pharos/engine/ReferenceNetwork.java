package dev.pharos.engine;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Addition;
import dev.pharos.networks.AveragePool;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Concatenation;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.GlobalAveragePool;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.Shape;
import dev.pharos.networks.SparseConvolution;
import dev.pharos.networks.Subsampling;
import dev.pharos.networks.Window;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Any network once more, as plainly as can be and in double precision: loops over what the
 * description says, nothing of the engine.
 */
final class ReferenceNetwork {
  private final NetworkSpec network;
  private final FloatBuffer parameters;
  private final FloatBuffer statistics;

  /** Maps of one image. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Maps(Shape shape, double[] values) {
    static Maps zeros(Shape shape) {
      return new Maps(shape, new double[(int) shape.elements()]);
    }

    int at(int map, int y, int x) {
      return (map * shape.height() + y) * shape.width() + x;
    }

    boolean has(int y, int x) {
      return y >= 0 && y < shape.height() && x >= 0 && x < shape.width();
    }
  }

  /**
   * @param parameters in the order of a model file, and likewise the statistics
   */
  ReferenceNetwork(NetworkSpec network, FloatBuffer parameters, FloatBuffer statistics) {
    this.network = network;
    this.parameters = parameters.duplicate();
    this.statistics = statistics.duplicate();
  }

  /** The scores of one image. */
  double[] scores(double[] image) {
    parameters.rewind();
    statistics.rewind();
    var shapes = network.shapes();
    Map<String, Maps> known = new HashMap<>();
    known.put(NetworkSpec.INPUT, new Maps(network.input(), image));
    for (var node : network.nodes()) {
      var inputs = node.inputs().stream().map(known::get).toList();
      known.put(node.name(), run(node, inputs, shapes.get(node.name())));
    }
    if (parameters.hasRemaining() || statistics.hasRemaining()) {
      throw new AssertionError("tensors are left over");
    }
    return known.get(network.outputNode().name()).values();
  }

  private Maps run(Node node, List<Maps> inputs, Shape output) {
    LayerSpec layer = node.layer();
    var in = inputs.get(0);
    if (layer instanceof Convolution convolution) {
      int depth = in.shape().channels() / convolution.groups();
      int perGroup = convolution.filters() / convolution.groups();
      var connections = new int[convolution.filters()][];
      for (int o = 0; o < connections.length; o++) {
        int first = o / perGroup * depth;
        connections[o] = IntStream.range(first, first + depth).toArray();
      }
      return convolution(
          in, output, convolution.window(), connections, convolution.biases() != null);
    } else if (layer instanceof SparseConvolution sparse) {
      var connections =
          sparse.connections().rows().stream()
              .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
              .toArray(int[][]::new);
      return convolution(in, output, sparse.window(), connections, true);
    } else if (layer instanceof Dense dense) {
      return dense(in, output, dense.biases() != null);
    } else if (layer instanceof Subsampling subsampling) {
      return subsampling(in, output, subsampling.window());
    } else if (layer instanceof MaxPool pool) {
      return pool(in, output, pool.window(), true);
    } else if (layer instanceof AveragePool pool) {
      return pool(in, output, pool.window(), false);
    } else if (layer instanceof GlobalAveragePool) {
      return globalMean(in, output);
    } else if (layer instanceof LocalResponseNormalization settings) {
      return localResponse(in, settings);
    } else if (layer instanceof BatchNormalization settings) {
      return batch(in, settings);
    } else if (layer instanceof Addition) {
      var sum = Maps.zeros(output);
      inputs.forEach(
          input -> Arrays.setAll(sum.values(), i -> sum.values()[i] + input.values()[i]));
      return sum;
    } else if (layer instanceof Concatenation) {
      return new Maps(
          output,
          inputs.stream().flatMapToDouble(input -> Arrays.stream(input.values())).toArray());
    } else if (layer instanceof Activation activation) {
      return each(in, function(activation.function()));
    } else if (layer instanceof Dropout) {
      return in;
    }
    throw new AssertionError("what is " + layer);
  }

  private Maps convolution(Maps in, Shape shape, Window window, int[][] seen, boolean biased) {
    int taps = window.kernel() * window.kernel();
    var starts = new int[seen.length];
    int next = parameters.position();
    for (int o = 0; o < seen.length; o++) {
      starts[o] = next;
      next += seen[o].length * taps;
    }
    int biases = next;
    var out = Maps.zeros(shape);
    IntStream.range(0, seen.length)
        .parallel()
        .forEach(
            o -> {
              Arrays.fill(
                  out.values(),
                  out.at(o, 0, 0),
                  out.at(o + 1, 0, 0),
                  biased ? parameters.get(biases + o) : 0);
              for (int i = 0; i < seen[o].length; i++) {
                for (int tap = 0; tap < taps; tap++) {
                  double weight = parameters.get(starts[o] + i * taps + tap);
                  addTap(in, seen[o][i], out, o, window, tap, weight);
                }
              }
            });
    parameters.position(next + (biased ? seen.length : 0));
    return out;
  }

  private static void addTap(
      Maps in, int from, Maps out, int to, Window window, int tap, double weight) {
    int down = tap / window.kernel() * window.dilation() - window.padding();
    int right = tap % window.kernel() * window.dilation() - window.padding();
    for (int y = 0; y < out.shape().height(); y++) {
      for (int x = 0; x < out.shape().width(); x++) {
        int inY = y * window.stride() + down;
        int inX = x * window.stride() + right;
        if (in.has(inY, inX)) {
          out.values()[out.at(to, y, x)] += weight * in.values()[in.at(from, inY, inX)];
        }
      }
    }
  }

  private Maps dense(Maps in, Shape shape, boolean biased) {
    var out = Maps.zeros(shape);
    int length = in.values().length;
    int start = parameters.position();
    int biases = start + shape.channels() * length;
    IntStream.range(0, shape.channels())
        .parallel()
        .forEach(
            unit -> {
              double sum = biased ? parameters.get(biases + unit) : 0;
              for (int i = 0; i < length; i++) {
                sum += parameters.get(start + unit * length + i) * in.values()[i];
              }
              out.values()[unit] = sum;
            });
    parameters.position(biases + (biased ? shape.channels() : 0));
    return out;
  }

  private Maps subsampling(Maps in, Shape shape, Window window) {
    int maps = shape.channels();
    var coefficients = take(parameters, maps);
    var biases = take(parameters, maps);
    var out = Maps.zeros(shape);
    for (int map = 0; map < maps; map++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          double sum = 0;
          for (int tap = 0; tap < window.kernel() * window.kernel(); tap++) {
            sum +=
                in.values()[
                    in.at(
                        map,
                        y * window.stride() + tap / window.kernel(),
                        x * window.stride() + tap % window.kernel())];
          }
          out.values()[out.at(map, y, x)] = coefficients[map] * sum + biases[map];
        }
      }
    }
    return out;
  }

  private static Maps pool(Maps in, Shape shape, Window window, boolean maximum) {
    var out = Maps.zeros(shape);
    for (int map = 0; map < shape.channels(); map++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          double largest = Double.NEGATIVE_INFINITY;
          double sum = 0;
          int count = 0;
          for (int tap = 0; tap < window.kernel() * window.kernel(); tap++) {
            int inY =
                y * window.stride() - window.padding() + tap / window.kernel() * window.dilation();
            int inX =
                x * window.stride() - window.padding() + tap % window.kernel() * window.dilation();
            if (in.has(inY, inX)) {
              double value = in.values()[in.at(map, inY, inX)];
              largest = Math.max(largest, value);
              sum += value;
              count++;
            }
          }
          out.values()[out.at(map, y, x)] = maximum ? largest : sum / count;
        }
      }
    }
    return out;
  }

  private static Maps globalMean(Maps in, Shape shape) {
    var out = Maps.zeros(shape);
    int pixels = in.shape().height() * in.shape().width();
    for (int i = 0; i < in.values().length; i++) {
      out.values()[i / pixels] += in.values()[i] / pixels;
    }
    return out;
  }

  private static Maps localResponse(Maps in, LocalResponseNormalization settings) {
    var out = Maps.zeros(in.shape());
    int pixels = in.shape().height() * in.shape().width();
    int half = settings.size() / 2;
    for (int i = 0; i < in.values().length; i++) {
      double squares = 0;
      for (int map = i / pixels - half; map <= i / pixels + half; map++) {
        if (map >= 0 && map < in.shape().channels()) {
          double value = in.values()[map * pixels + i % pixels];
          squares += value * value;
        }
      }
      out.values()[i] =
          in.values()[i] / Math.pow(settings.k() + settings.alpha() * squares, settings.beta());
    }
    return out;
  }

  private Maps batch(Maps in, BatchNormalization settings) {
    int maps = in.shape().channels();
    var scale = take(parameters, maps);
    var shift = take(parameters, maps);
    var mean = take(statistics, maps);
    var variance = take(statistics, maps);
    var out = Maps.zeros(in.shape());
    int pixels = in.values().length / maps;
    for (int i = 0; i < in.values().length; i++) {
      int map = i / pixels;
      out.values()[i] =
          (in.values()[i] - mean[map]) / Math.sqrt(variance[map] + settings.epsilon()) * scale[map]
              + shift[map];
    }
    return out;
  }

  private static double[] take(FloatBuffer from, int count) {
    return IntStream.range(0, count).mapToDouble(i -> from.get()).toArray();
  }

  private static Maps each(Maps in, DoubleUnaryOperator function) {
    return new Maps(in.shape(), Arrays.stream(in.values()).map(function).toArray());
  }

  private static DoubleUnaryOperator function(ActivationFunction function) {
    return switch (function) {
      case RELU -> x -> Math.max(0, x);
      case LEAKY_RELU -> x -> x > 0 ? x : 0.01 * x;
      case TANH -> Math::tanh;
      case SCALED_TANH -> x -> 1.7159 * Math.tanh(x * 2 / 3);
      case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
    };
  }
}
