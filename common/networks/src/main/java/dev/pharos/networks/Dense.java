package dev.pharos.networks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * A fully connected layer; its input is flattened, map by map, row by row.
 *
 * @param units outputs
 * @param weights how the weights begin
 * @param biases how the biases begin; null for a layer without biases
 */
public record Dense(
    int units, Initializer weights, @JsonInclude(JsonInclude.Include.NON_NULL) Initializer biases)
    implements LayerSpec {

  public Dense {
    NetworkException.requireRange("units", units, 1, 1 << 20);
    NetworkException.requirePresent("weights", weights);
  }

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    var input = Inputs.only(layer, inputs);
    NetworkException.requireRange(layer + ".inputs", input.elements(), 1, Integer.MAX_VALUE);
    return Shape.vector(units);
  }

  @Override
  public List<ParameterTensor> parameters(List<Shape> inputs) {
    int length = Math.toIntExact(inputs.get(0).elements());
    var tensors = new ArrayList<ParameterTensor>();
    tensors.add(ParameterTensor.weights(weights, length, units, units, length));
    if (biases != null) {
      tensors.add(ParameterTensor.biases(biases, units));
    }
    return tensors;
  }

  @Override
  public long multiplyAdds(List<Shape> inputs, Shape output) {
    return inputs.get(0).elements() * units;
  }
}
