package dev.pharos.engine.onednn;

import org.bytedeco.dnnl.global.dnnl;

/** What oneDNN's calls return. */
final class Status {
  private Status() {}

  /**
   * Demands success.
   *
   * @throws OutOfMemoryError when there is not enough memory
   * @throws OneDnnException for every other reason
   */
  static void require(int status, String what) {
    if (status == dnnl.dnnl_out_of_memory) {
      throw new OutOfMemoryError("oneDNN: " + what);
    }
    if (status != dnnl.dnnl_success) {
      throw new OneDnnException(what + ": oneDNN says " + name(status));
    }
  }

  private static String name(int status) {
    if (status == dnnl.dnnl_invalid_arguments) {
      return "invalid arguments";
    }
    return status == dnnl.dnnl_unimplemented ? "not implemented" : "error " + status;
  }
}
