package dev.pharos.engine.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.const_dnnl_op_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Pointer;

/** Makes primitives, and keeps them until all are closed together. */
final class Primitives implements AutoCloseable {
  /** Code that is there for completeness and takes a hundred times as long. */
  private static final String REFERENCE = "ref";

  private final OneDnn library;
  private final List<Primitive> made = new ArrayList<>();

  Primitives(OneDnn library) {
    this.library = library;
  }

  /** The same without anything that follows and without a forward pass before it. */
  Primitive make(String what, Pointer operation) {
    return make(what, operation, null);
  }

  /** The same for a backward pass. */
  Primitive make(String what, Pointer operation, Primitive forward) {
    try (var attributes = new Attributes()) {
      return make(what, operation, attributes, forward);
    }
  }

  /**
   * Makes a primitive.
   *
   * @param operation its description
   * @param forward of a backward pass; else null
   * @throws UnsupportedLayerException when there is no fast code for it
   */
  Primitive make(String what, Pointer operation, Attributes attributes, Primitive forward) {
    return find(operation, attributes, forward)
        .orElseThrow(() -> new UnsupportedLayerException("oneDNN has no fast code for " + what));
  }

  /** The same; empty when there is no fast code for it. */
  Optional<Primitive> find(Pointer operation, Attributes attributes, Primitive forward) {
    var description = new dnnl_primitive_desc();
    int status =
        dnnl.dnnl_primitive_desc_create(
            description,
            new const_dnnl_op_desc_t(operation),
            attributes.handle(),
            library.engine(),
            forward == null ? null : forward.description());
    return fast(status, description, "a primitive");
  }

  private Optional<Primitive> fast(int status, dnnl_primitive_desc description, String what) {
    if (status == dnnl.dnnl_unimplemented || status == dnnl.dnnl_invalid_arguments) {
      return Optional.empty();
    }
    Status.require(status, what);
    if (Primitive.implementation(description).startsWith(REFERENCE)) {
      dnnl.dnnl_primitive_desc_destroy(description);
      return Optional.empty();
    }
    return Optional.of(keep(description));
  }

  /**
   * Copies from one layout to another; any code will do, because nothing else can. Its working
   * memory, where it needs any, is small and the library's.
   */
  Primitive reorder(Layout from, Layout to) {
    var description = new dnnl_primitive_desc();
    Status.require(
        dnnl.dnnl_reorder_primitive_desc_create(
            description,
            from.description(),
            library.engine(),
            to.description(),
            library.engine(),
            null),
        "reordering " + from + " to " + to);
    return keep(description);
  }

  private Primitive keep(dnnl_primitive_desc description) {
    var primitive = new Primitive(description);
    made.add(primitive);
    return primitive;
  }

  /** Puts maps behind each other; any code will do here as well. */
  Primitive concatenation(List<Layout> inputs, Layout output) {
    var all = new dnnl_memory_desc_t(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      all.getPointer(i).put(inputs.get(i).description());
    }
    var description = new dnnl_primitive_desc();
    try (var attributes = new Attributes()) {
      Status.require(
          dnnl.dnnl_concat_primitive_desc_create(
              description,
              output.description(),
              inputs.size(),
              1,
              all,
              attributes.handle(),
              library.engine()),
          "joining " + inputs);
    }
    return keep(description);
  }

  @Override
  public void close() {
    made.forEach(Primitive::close);
    made.clear();
  }
}
