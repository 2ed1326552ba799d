package dev.pharos.engine.onednn;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numbers in a layout, either in a buffer of a program or at an address of somebody else's. Several
 * tensors may share a buffer.
 */
final class Tensor implements AutoCloseable {
  private final Layout layout;
  private final Optional<Buffer> buffer;
  private final boolean shared;
  private final dnnl_memory memory = new dnnl_memory();
  private long address;
  private INDArray array;

  /**
   * @param shared whether others may read the buffer later, so that it must not be overwritten
   */
  private Tensor(OneDnn library, Layout layout, Optional<Buffer> buffer, boolean shared) {
    this.layout = layout;
    this.buffer = buffer;
    this.shared = shared;
    Status.require(
        dnnl.dnnl_memory_create(
            memory, layout.description(), library.engine(), new Pointer((Pointer) null)),
        "memory for " + layout);
  }

  /** A tensor in a buffer whose place is not yet known. */
  static Tensor in(OneDnn library, Buffer buffer, Layout layout, boolean shared) {
    return new Tensor(library, layout, Optional.of(buffer), shared);
  }

  /** A tensor at an address that stays. */
  static Tensor at(OneDnn library, long address, Layout layout) {
    var tensor = new Tensor(library, layout, Optional.empty(), true);
    tensor.bind(address);
    return tensor;
  }

  Layout layout() {
    return layout;
  }

  Optional<Buffer> buffer() {
    return buffer;
  }

  boolean isShared() {
    return shared;
  }

  dnnl_memory memory() {
    return memory;
  }

  long address() {
    return address;
  }

  void bind(long to) {
    if (to != address) {
      address = to;
      array = null;
      Status.require(
          dnnl.dnnl_memory_set_data_handle(memory, new Address(to)), "the place of " + layout);
    }
  }

  /** The same memory for ND4J; the layout must be row-major. */
  INDArray array() {
    if (array == null) {
      var start = new Floats(address, layout.length());
      var data = Nd4j.createBuffer(start, layout.length(), DataType.FLOAT);
      array = Nd4j.create(data, layout.dimensions());
    }
    return array;
  }

  @Override
  public void close() {
    dnnl.dnnl_memory_destroy(memory);
  }

  /** Floats that somebody else owns. */
  private static final class Floats extends FloatPointer {
    Floats(long address, long count) {
      super((Pointer) null);
      this.address = address;
      this.limit = count;
      this.capacity = count;
    }
  }
}
