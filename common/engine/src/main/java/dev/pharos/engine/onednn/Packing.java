package dev.pharos.engine.onednn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;

/**
 * Parameters in the layouts that predicting wants, for all batch sizes; copied when they have
 * changed.
 */
final class Packing implements AutoCloseable {
  private final OneDnn library;
  private final Primitives primitives;
  private final dnnl_stream stream = new dnnl_stream();
  private final Map<Key, Packed> all = new HashMap<>();
  private boolean stale;

  private record Key(long address, Layout from, Layout to) {}

  private record Packed(Tensor tensor, BytePointer memory, Execution copy) {}

  Packing(OneDnn library) {
    this.library = library;
    this.primitives = new Primitives(library);
    Status.require(
        dnnl.dnnl_stream_create(stream, library.engine(), dnnl.dnnl_stream_default_flags),
        "a stream");
  }

  Tensor packed(Tensor parameters, Layout layout) {
    var key = new Key(parameters.address(), parameters.layout(), layout);
    return all.computeIfAbsent(key, absent -> pack(parameters, layout)).tensor();
  }

  private Packed pack(Tensor parameters, Layout layout) {
    stale = true;
    var memory = new BytePointer(layout.bytes() + 64);
    var to = Tensor.at(library, (memory.address() + 63) / 64 * 64, layout);
    var from = Tensor.at(library, parameters.address(), parameters.layout());
    var copy =
        new Execution(
            "packing",
            primitives.reorder(from.layout(), layout),
            stream,
            List.of(new Argument(dnnl.DNNL_ARG_FROM, from), new Argument(dnnl.DNNL_ARG_TO, to)));
    return new Packed(to, memory, copy);
  }

  /** Says that parameters may have changed. */
  void changed() {
    stale = true;
  }

  /** Copies what has changed. */
  void refresh() {
    if (stale) {
      all.values().forEach(packed -> packed.copy().run());
      stale = false;
    }
  }

  @Override
  public void close() {
    for (var packed : all.values()) {
      packed.copy().tensors().forEach(Tensor::close);
      packed.copy().close();
      packed.memory().deallocate();
    }
    all.clear();
    primitives.close();
    dnnl.dnnl_stream_destroy(stream);
  }
}
