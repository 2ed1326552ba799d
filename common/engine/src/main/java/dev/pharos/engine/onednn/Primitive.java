package dev.pharos.engine.onednn;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** A piece of machine code that oneDNN made for one operation on tensors of fixed layouts. */
final class Primitive implements AutoCloseable {
  private final dnnl_primitive_desc description;
  private final dnnl_primitive primitive = new dnnl_primitive();

  Primitive(dnnl_primitive_desc description) {
    this.description = description;
    Status.require(dnnl.dnnl_primitive_create(primitive, description), "making a primitive");
  }

  /** The layout that it wants of an argument. */
  Layout layout(int query) {
    return Layout.copyOf(dnnl.dnnl_primitive_desc_query_md(description, query, 0));
  }

  Layout source() {
    return layout(dnnl.dnnl_query_src_md);
  }

  Layout destination() {
    return layout(dnnl.dnnl_query_dst_md);
  }

  Layout weights() {
    return layout(dnnl.dnnl_query_weights_md);
  }

  /** Working memory; empty where it needs none. */
  Optional<Layout> scratchpad() {
    return optional(dnnl.dnnl_query_scratchpad_md);
  }

  /** What the forward pass keeps for the backward pass; empty where that is nothing. */
  Optional<Layout> workspace() {
    return optional(dnnl.dnnl_query_workspace_md);
  }

  private Optional<Layout> optional(int query) {
    var said = dnnl.dnnl_primitive_desc_query_md(description, query, 0);
    return said == null || said.isNull() || dnnl.dnnl_memory_desc_get_size(said) == 0
        ? Optional.empty()
        : Optional.of(Layout.copyOf(said));
  }

  /** The kind of code, such as "jit:avx512_core". */
  String implementation() {
    return implementation(description);
  }

  static String implementation(dnnl_primitive_desc description) {
    try (var result = new PointerPointer<BytePointer>(1)) {
      Status.require(
          dnnl.dnnl_primitive_desc_query(description, dnnl.dnnl_query_impl_info_str, 0, result),
          "asking for an implementation");
      return result.get(BytePointer.class, 0).getString();
    }
  }

  dnnl_primitive_desc description() {
    return description;
  }

  dnnl_primitive handle() {
    return primitive;
  }

  @Override
  public void close() {
    dnnl.dnnl_primitive_destroy(primitive);
    dnnl.dnnl_primitive_desc_destroy(description);
  }
}
