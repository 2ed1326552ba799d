package dev.pharos.engine.onednn;

import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.global.dnnl;

/** What is asked of a primitive beyond its operation; working memory is always the program's. */
final class Attributes implements AutoCloseable {
  private final dnnl_primitive_attr handle = new dnnl_primitive_attr();
  private final dnnl_post_ops following = new dnnl_post_ops();

  Attributes() {
    Status.require(dnnl.dnnl_primitive_attr_create(handle), "attributes");
    Status.require(
        dnnl.dnnl_primitive_attr_set_scratchpad_mode(handle, dnnl.dnnl_scratchpad_mode_user),
        "working memory of our own");
    Status.require(dnnl.dnnl_post_ops_create(following), "operations that follow");
  }

  /** Lets a function of one value follow the operation. */
  Attributes then(int algorithm, double alpha, double beta) {
    return then(1, algorithm, alpha, beta);
  }

  /**
   * Lets a function of one value, times a factor, follow the operation. No algorithm may follow
   * twice: this library would take the first's constants for both.
   */
  Attributes then(double factor, int algorithm, double alpha, double beta) {
    Status.require(
        dnnl.dnnl_post_ops_append_eltwise(
            following, (float) factor, algorithm, (float) alpha, (float) beta),
        "a function that follows");
    return this;
  }

  /** Lets a product with a tensor follow the operation. */
  Attributes thenMultiply(Layout by) {
    return then(dnnl.dnnl_binary_mul, by);
  }

  /** Lets the sum with a tensor follow the operation. */
  Attributes thenAdd(Layout to) {
    return then(dnnl.dnnl_binary_add, to);
  }

  private Attributes then(int algorithm, Layout other) {
    Status.require(
        dnnl.dnnl_post_ops_append_binary(following, algorithm, other.description()),
        "a tensor that follows");
    return this;
  }

  /** Where the tensor that follows as the nth operation goes, counted from 0 with all others. */
  static int placeOf(int following) {
    return dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (following + 1) | dnnl.DNNL_ARG_SRC_1;
  }

  dnnl_primitive_attr handle() {
    Status.require(
        dnnl.dnnl_primitive_attr_set_post_ops(handle, following), "operations that follow");
    return handle;
  }

  @Override
  public void close() {
    dnnl.dnnl_post_ops_destroy(following);
    dnnl.dnnl_primitive_attr_destroy(handle);
  }
}
