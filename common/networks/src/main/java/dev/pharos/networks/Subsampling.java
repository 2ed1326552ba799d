package dev.pharos.networks;

import java.util.List;

/**
 * LeNet-5's trainable subsampling: the sum of each window, times one coefficient of its map, plus
 * one bias of its map (LeCun et al. 1998, section II.B). The squashing function is a layer of its
 * own.
 *
 * @param window the part that is summed; no padding
 * @param coefficients how the coefficients begin; fan-in is the window's area
 * @param biases how the biases begin
 */
public record Subsampling(Window window, Initializer coefficients, Initializer biases)
    implements LayerSpec {

  public Subsampling {
    NetworkException.requirePresent("window", window);
    Inputs.requireWholeWindows(window);
    NetworkException.requireRange("padding", window.padding(), 0, 0);
    NetworkException.requireRange("dilation", window.dilation(), 1, 1);
    NetworkException.requirePresent("coefficients", coefficients);
    NetworkException.requirePresent("biases", biases);
  }

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    var input = Inputs.only(layer, inputs);
    return Inputs.slide(layer, window, input, input.channels());
  }

  @Override
  public List<ParameterTensor> parameters(List<Shape> inputs) {
    int channels = inputs.get(0).channels();
    long area = (long) window.kernel() * window.kernel();
    return List.of(
        ParameterTensor.weights(coefficients, area, 1, channels),
        ParameterTensor.biases(biases, channels));
  }

  @Override
  public long multiplyAdds(List<Shape> inputs, Shape output) {
    return output.elements();
  }
}
