package dev.pharos.networks;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * What one layer does, apart from its name and its inputs: shapes, parameters and arithmetic follow
 * from it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Convolution.class, name = "convolution"),
  @JsonSubTypes.Type(value = SparseConvolution.class, name = "sparse-convolution"),
  @JsonSubTypes.Type(value = Subsampling.class, name = "subsampling"),
  @JsonSubTypes.Type(value = MaxPool.class, name = "max-pool"),
  @JsonSubTypes.Type(value = AveragePool.class, name = "average-pool"),
  @JsonSubTypes.Type(value = GlobalAveragePool.class, name = "global-average-pool"),
  @JsonSubTypes.Type(value = LocalResponseNormalization.class, name = "lrn"),
  @JsonSubTypes.Type(value = BatchNormalization.class, name = "batch-normalization"),
  @JsonSubTypes.Type(value = Addition.class, name = "addition"),
  @JsonSubTypes.Type(value = Concatenation.class, name = "concatenation"),
  @JsonSubTypes.Type(value = Dense.class, name = "dense"),
  @JsonSubTypes.Type(value = Activation.class, name = "activation"),
  @JsonSubTypes.Type(value = Dropout.class, name = "dropout")
})
public sealed interface LayerSpec
    permits Convolution,
        SparseConvolution,
        Subsampling,
        MaxPool,
        AveragePool,
        GlobalAveragePool,
        LocalResponseNormalization,
        BatchNormalization,
        Addition,
        Concatenation,
        Dense,
        Activation,
        Dropout {

  /**
   * The shape of the output.
   *
   * @param layer the layer's name, for messages
   * @param inputs shapes of the inputs, in their order
   * @throws NetworkException naming the layer and what would be valid
   */
  Shape output(String layer, List<Shape> inputs);

  /** The trainable tensors, in the order in which files keep them. */
  default List<ParameterTensor> parameters(List<Shape> inputs) {
    return List.of();
  }

  /**
   * The tensors that are kept with the model but not trained, such as the running mean of batch
   * normalisation, in the order in which files keep them. They do not count as parameters.
   */
  default List<ParameterTensor> statistics(List<Shape> inputs) {
    return List.of();
  }

  /** Multiplications (each with its addition) for one image, forward. */
  default long multiplyAdds(List<Shape> inputs, Shape output) {
    return 0;
  }

  /** Whether the output overwrites the input, so that it needs no memory of its own. */
  default boolean inPlace() {
    return false;
  }
}
