package dev.pharos.networks;

import java.util.List;

/**
 * A convolution whose output maps each see only some of the input maps, as LeNet-5's C3 (LeCun et
 * al. 1998, table I).
 *
 * <p>Only connected pairs have weights: their kernels follow each other, output map by output map.
 *
 * @param connections which input maps each output map sees
 * @param window the kernel and how it slides
 * @param weights how the weights begin; fan-in is the mean over the output maps
 * @param biases how the biases begin
 */
public record SparseConvolution(
    ConnectionTable connections, Window window, Initializer weights, Initializer biases)
    implements LayerSpec {

  public SparseConvolution {
    NetworkException.requirePresent("connections", connections);
    NetworkException.requireRange("connections", connections.outputs(), 1, 1 << 20);
    NetworkException.requirePresent("window", window);
    Inputs.requireWholeWindows(window);
    NetworkException.requirePresent("weights", weights);
    NetworkException.requirePresent("biases", biases);
  }

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    var input = Inputs.only(layer, inputs);
    if (connections.inputs() > input.channels()) {
      throw new NetworkException(
          layer + ".connections",
          "input map " + (connections.inputs() - 1),
          "the input has " + input.channels() + " maps, counted from 0");
    }
    return Inputs.slide(layer, window, input, connections.outputs());
  }

  @Override
  public List<ParameterTensor> parameters(List<Shape> inputs) {
    int kernel = window.kernel();
    long taps = (long) kernel * kernel;
    return List.of(
        ParameterTensor.weights(
            weights,
            connections.pairs() * taps / connections.outputs(),
            connections.pairs() * taps / inputs.get(0).channels(),
            connections.pairs(),
            kernel,
            kernel),
        ParameterTensor.biases(biases, connections.outputs()));
  }

  @Override
  public long multiplyAdds(List<Shape> inputs, Shape output) {
    return (long) connections.pairs()
        * window.kernel()
        * window.kernel()
        * output.height()
        * output.width();
  }
}
