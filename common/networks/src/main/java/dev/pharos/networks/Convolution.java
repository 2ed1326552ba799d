package dev.pharos.networks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution (cross-correlation, as everywhere in the field): every output map sums the windows
 * of its group's inputs.
 *
 * @param filters output maps
 * @param window the kernel and how it slides
 * @param groups independent parts that channels and filters are divided into; 2 for the towers of
 *     AlexNet, 1 usually
 * @param weights how the weights begin
 * @param biases how the biases begin; null for a convolution without biases
 */
public record Convolution(
    int filters,
    Window window,
    int groups,
    Initializer weights,
    @JsonInclude(JsonInclude.Include.NON_NULL) Initializer biases)
    implements LayerSpec {

  public Convolution {
    NetworkException.requireRange("filters", filters, 1, 1 << 20);
    NetworkException.requirePresent("window", window);
    Inputs.requireWholeWindows(window);
    NetworkException.requireRange("groups", groups, 1, filters);
    NetworkException.requirePresent("weights", weights);
  }

  /** A convolution in one group. */
  public Convolution(int filters, Window window, Initializer weights, Initializer biases) {
    this(filters, window, 1, weights, biases);
  }

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    var input = Inputs.only(layer, inputs);
    if (input.channels() % groups != 0 || filters % groups != 0) {
      throw new NetworkException(
          layer + ".groups",
          groups,
          "it must divide the "
              + input.channels()
              + " input channels and the "
              + filters
              + " filters");
    }
    return Inputs.slide(layer, window, input, filters);
  }

  @Override
  public List<ParameterTensor> parameters(List<Shape> inputs) {
    int depth = inputs.get(0).channels() / groups;
    long taps = (long) window.kernel() * window.kernel();
    var tensors = new ArrayList<ParameterTensor>();
    tensors.add(
        ParameterTensor.weights(
            weights,
            depth * taps,
            filters / groups * taps,
            filters,
            depth,
            window.kernel(),
            window.kernel()));
    if (biases != null) {
      tensors.add(ParameterTensor.biases(biases, filters));
    }
    return tensors;
  }

  @Override
  public long multiplyAdds(List<Shape> inputs, Shape output) {
    long perOutput = (long) inputs.get(0).channels() / groups * window.kernel() * window.kernel();
    return output.elements() * perOutput;
  }
}
