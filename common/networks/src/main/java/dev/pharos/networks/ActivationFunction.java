package dev.pharos.networks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The functions a layer can end in, applied to each value. */
public enum ActivationFunction {
  /** max(0, x). */
  @JsonProperty("relu")
  RELU,
  /** x where positive, 0.01 x elsewhere. */
  @JsonProperty("leaky-relu")
  LEAKY_RELU,
  /** tanh(x). */
  @JsonProperty("tanh")
  TANH,
  /** 1.7159 tanh(2/3 x), LeNet-5's squashing function (LeCun et al. 1998, appendix A). */
  @JsonProperty("scaled-tanh")
  SCALED_TANH,
  /** 1 / (1 + exp(-x)). */
  @JsonProperty("sigmoid")
  SIGMOID;

  /** The slope of {@link #LEAKY_RELU} where x is negative. */
  public static final double LEAK = 0.01;

  /** The amplitude of {@link #SCALED_TANH}. */
  public static final double SCALED_TANH_AMPLITUDE = 1.7159;

  /** The factor on x in {@link #SCALED_TANH}. */
  public static final double SCALED_TANH_SLOPE = 2.0 / 3.0;

  /** The name users write, such as "leaky-relu". */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names users can write. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(ActivationFunction::label).toList();
  }

  /**
   * The function of that name.
   *
   * @throws NetworkException with the names that exist
   */
  public static ActivationFunction of(String label) {
    return Arrays.stream(values())
        .filter(function -> function.label().equals(label))
        .findFirst()
        .orElseThrow(() -> NetworkException.unknown("activation", label, labels()));
  }
}
