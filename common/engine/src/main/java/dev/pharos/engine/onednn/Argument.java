package dev.pharos.engine.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;

/**
 * A tensor in the place that a primitive has for it.
 *
 * @param place one of oneDNN's DNNL_ARG_ numbers
 */
record Argument(int place, Tensor tensor) {

  /** Arguments, and the workspace where a primitive has one. */
  static Argument[] and(Optional<Tensor> workspace, Argument... some) {
    var all = new ArrayList<>(Arrays.asList(some));
    workspace.ifPresent(kept -> all.add(new Argument(dnnl.DNNL_ARG_WORKSPACE, kept)));
    return all.toArray(Argument[]::new);
  }

  @Override
  public String toString() {
    return place + ":" + tensor.layout();
  }
}
