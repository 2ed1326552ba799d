package dev.pharos.engine.onednn;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** The dimensions of a tensor of 32-bit floats and how they lie in memory. */
final class Layout {
  private static final int[] ROW_MAJOR = {
    dnnl.dnnl_a, dnnl.dnnl_ab, dnnl.dnnl_abc, dnnl.dnnl_abcd, dnnl.dnnl_abcde
  };

  private final dnnl_memory_desc_t description;
  private final long[] dimensions;

  private Layout(dnnl_memory_desc_t description, long... dimensions) {
    this.description = description;
    this.dimensions = dimensions;
  }

  /** Row-major, with nothing in between. */
  static Layout plain(long... dimensions) {
    return of(ROW_MAJOR[dimensions.length - 1], dimensions);
  }

  /** Whatever a primitive likes best. */
  static Layout any(long... dimensions) {
    return of(dnnl.dnnl_format_tag_any, dimensions);
  }

  private static Layout of(int tag, long... dimensions) {
    var description = new dnnl_memory_desc_t();
    Status.require(
        dnnl.dnnl_memory_desc_init_by_tag(
            description, dimensions.length, dimensions, dnnl.dnnl_f32, tag),
        "a tensor of " + Arrays.toString(dimensions));
    return new Layout(description, dimensions.clone());
  }

  /** A copy of what a primitive says. */
  static Layout copyOf(dnnl_memory_desc_t said) {
    var description = new dnnl_memory_desc_t();
    description.put(said);
    var dimensions = new long[said.ndims()];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = said.dims().get(i);
    }
    return new Layout(description, dimensions);
  }

  /**
   * Some of the tensor's maps: the same memory, seen as fewer. Empty where maps are kept in blocks
   * that the part would cut.
   */
  Optional<Layout> maps(long first, long count) {
    var part = dimensions.clone();
    part[1] = count;
    var offsets = new long[part.length];
    offsets[1] = first;
    var result = new dnnl_memory_desc_t();
    int status = dnnl.dnnl_memory_desc_init_submemory(result, description, part, offsets);
    return status == dnnl.dnnl_success ? Optional.of(new Layout(result, part)) : Optional.empty();
  }

  /** The same dimensions in row-major order. */
  Layout plain() {
    return plain(dimensions);
  }

  /** The same dimensions in whatever order. */
  Layout any() {
    return any(dimensions);
  }

  dnnl_memory_desc_t description() {
    return description;
  }

  /** The length of one dimension. */
  long size(int dimension) {
    return dimensions[dimension];
  }

  long[] dimensions() {
    return dimensions.clone();
  }

  /** How many values, without what pads them. */
  long length() {
    long product = 1;
    for (long dimension : dimensions) {
      product *= dimension;
    }
    return product;
  }

  /** Memory it takes. */
  long bytes() {
    return dnnl.dnnl_memory_desc_get_size(description);
  }

  boolean isPlain() {
    return equals(plain());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layout layout
        && Arrays.equals(dimensions, layout.dimensions)
        && dnnl.dnnl_memory_desc_equal(description, layout.description) != 0;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  @Override
  public String toString() {
    return Arrays.toString(dimensions) + (isPlain() ? "" : " in blocks");
  }
}
