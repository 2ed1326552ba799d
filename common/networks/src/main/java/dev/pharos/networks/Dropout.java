package dev.pharos.networks;

import java.util.List;

/**
 * While training, each value is set to 0 with probability {@code rate} and the others are divided
 * by 1 - rate; while predicting nothing is done ("inverted" dropout; the AlexNet paper, section
 * 4.2, scales while predicting instead).
 *
 * @param rate probability of 0, at least 0 and less than 1
 */
public record Dropout(double rate) implements LayerSpec {

  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new NetworkException("rate", rate, "valid: 0 up to, not including, 1");
    }
  }

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    return Inputs.only(layer, inputs);
  }

  @Override
  public boolean inPlace() {
    return true;
  }
}
