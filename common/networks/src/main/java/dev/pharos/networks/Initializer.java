package dev.pharos.networks;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a tensor of parameters begins. Biases begin at a {@link Constant}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Initializer.Constant.class, name = "constant"),
  @JsonSubTypes.Type(value = Initializer.Gaussian.class, name = "gaussian"),
  @JsonSubTypes.Type(value = Initializer.Uniform.class, name = "uniform"),
  @JsonSubTypes.Type(value = Initializer.FanInUniform.class, name = "fan-in-uniform"),
  @JsonSubTypes.Type(value = Initializer.HeNormal.class, name = "he-normal"),
  @JsonSubTypes.Type(value = Initializer.GlorotUniform.class, name = "glorot-uniform")
})
public sealed interface Initializer {

  /**
   * The same value everywhere.
   *
   * @param value any finite number
   */
  record Constant(double value) implements Initializer {
    public Constant {
      finite("value", value);
    }
  }

  /**
   * Normal with mean 0; AlexNet's weights have 0.01 (Krizhevsky et al. 2012, section 5).
   *
   * @param deviation standard deviation, not negative
   */
  record Gaussian(double deviation) implements Initializer {
    public Gaussian {
      finite("deviation", deviation);
      if (deviation < 0) {
        throw new NetworkException("deviation", deviation, "valid: 0 or more");
      }
    }
  }

  /**
   * Uniform between -limit and limit; Keras' "uniform" has 0.05.
   *
   * @param limit any number that is not negative
   */
  record Uniform(double limit) implements Initializer {
    public Uniform {
      finite("limit", limit);
      if (limit < 0) {
        throw new NetworkException("limit", limit, "valid: 0 or more");
      }
    }
  }

  /**
   * Uniform between -gain/fan-in and gain/fan-in; LeNet-5 has gain 2.4 (LeCun et al. 1998, appendix
   * A).
   *
   * @param gain any positive number
   */
  record FanInUniform(double gain) implements Initializer {
    public FanInUniform {
      finite("gain", gain);
    }
  }

  /** Normal with deviation sqrt(2 / fan-in), for rectifiers (He et al. 2015, section 2.2). */
  record HeNormal() implements Initializer {}

  /**
   * Uniform within sqrt(6 / (fan-in + fan-out)), for tanh (Glorot and Bengio 2010, equation 16).
   */
  record GlorotUniform() implements Initializer {}

  private static void finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw new NetworkException(field, value, "a finite number is required");
    }
  }
}
