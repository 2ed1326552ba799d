package dev.pharos.engine.onednn;

/**
 * A tensor in the place that a primitive has for it.
 *
 * @param place one of oneDNN's DNNL_ARG_ numbers
 */
record Argument(int place, Tensor tensor) {

  @Override
  public String toString() {
    return place + ":" + tensor.layout();
  }
}
