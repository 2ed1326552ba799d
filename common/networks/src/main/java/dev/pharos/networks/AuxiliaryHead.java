package dev.pharos.networks;

/**
 * A second output that exists only while training: its loss is added to the network's, so that
 * early layers get a gradient (Szegedy et al. 2014, section 5).
 *
 * @param output the node that gives one score for each class
 * @param weight what its loss is multiplied by, positive; 0.3 in GoogLeNet
 */
public record AuxiliaryHead(String output, double weight) {

  public AuxiliaryHead {
    NetworkException.requirePresent("auxiliaryHeads.output", output);
    if (!(weight > 0) || !Double.isFinite(weight)) {
      throw new NetworkException(
          "auxiliaryHeads.weight", weight, "a positive number is required, such as 0.3");
    }
  }
}
