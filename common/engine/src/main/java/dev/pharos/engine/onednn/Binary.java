package dev.pharos.engine.onednn;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_binary_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** Sums and products, value by value, of two tensors of one layout. */
final class Binary {
  private Binary() {}

  /** Adds to = a + b, with a function after it where there is one; {@code to} may be either. */
  static void add(
      Program program, Tensor a, Tensor b, Tensor to, Optional<FusedFunction> function) {
    run(program, "addition", dnnl.dnnl_binary_add, a, b, to, function);
  }

  /** Adds to = a * b; {@code to} may be either. */
  static void multiply(Program program, Tensor a, Tensor b, Tensor to) {
    run(program, "product", dnnl.dnnl_binary_mul, a, b, to, Optional.empty());
  }

  private static void run(
      Program program,
      String name,
      int algorithm,
      Tensor a,
      Tensor b,
      Tensor to,
      Optional<FusedFunction> function) {
    var layout = a.layout().description();
    var description = new dnnl_binary_desc_t();
    Status.require(
        dnnl.dnnl_binary_desc_init(description, algorithm, layout, layout, layout), name);
    try (var attributes = new Attributes()) {
      function.ifPresent(one -> one.follow(attributes));
      program.run(
          name,
          program.primitives().make(name, description, attributes, null),
          new Argument(dnnl.DNNL_ARG_SRC_0, a),
          new Argument(dnnl.DNNL_ARG_SRC_1, b),
          new Argument(dnnl.DNNL_ARG_DST, to));
    }
  }
}
