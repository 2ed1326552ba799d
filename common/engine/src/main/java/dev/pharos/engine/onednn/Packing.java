package dev.pharos.engine.onednn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Parameters, and what is computed from them, in the layouts that predicting wants, for all batch
 * sizes; copied and computed when they have changed.
 */
final class Packing implements AutoCloseable {
  private final OneDnn library;
  private final Primitives primitives;
  private final dnnl_stream stream = new dnnl_stream();
  private final Map<Key, Packed> all = new HashMap<>();
  private boolean stale;

  private record Key(List<Long> sources, Layout from, Layout to) {}

  private record Packed(
      Optional<Computed> numbers, Tensor from, Tensor tensor, BytePointer memory, Execution copy) {
    int computed() {
      return numbers.map(all -> (int) all.layout().length()).orElse(0);
    }
  }

  Packing(OneDnn library) {
    this.library = library;
    this.primitives = new Primitives(library);
    Status.require(
        dnnl.dnnl_stream_create(stream, library.engine(), dnnl.dnnl_stream_default_flags),
        "a stream");
  }

  Tensor packed(Tensor parameters, Layout layout) {
    var key = new Key(List.of(parameters.address()), parameters.layout(), layout);
    return all.computeIfAbsent(
            key,
            absent ->
                pack(
                    Optional.empty(),
                    Tensor.at(library, parameters.address(), parameters.layout()),
                    layout))
        .tensor();
  }

  Tensor packed(Computed numbers, Layout layout) {
    var key = new Key(numbers.sources(), numbers.layout(), layout);
    return all.computeIfAbsent(
            key,
            absent -> pack(Optional.of(numbers), Tensor.at(library, 0, numbers.layout()), layout))
        .tensor();
  }

  private Packed pack(Optional<Computed> numbers, Tensor from, Layout layout) {
    stale = true;
    var memory = new BytePointer(layout.bytes() + 64);
    var to = Tensor.at(library, (memory.address() + 63) / 64 * 64, layout);
    var copy =
        new Execution(
            "packing",
            primitives.reorder(from.layout(), layout),
            stream,
            List.of(new Argument(dnnl.DNNL_ARG_FROM, from), new Argument(dnnl.DNNL_ARG_TO, to)));
    return new Packed(numbers, from, to, memory, copy);
  }

  /** Says that parameters may have changed. */
  void changed() {
    stale = true;
  }

  /** Copies what has changed. */
  void refresh() {
    if (stale) {
      int largest = all.values().stream().mapToInt(Packed::computed).max().orElse(0);
      try (var scratch = new FloatPointer(Math.max(1, largest))) {
        all.values().forEach(packed -> refresh(packed, scratch));
      }
      stale = false;
    }
  }

  private void refresh(Packed packed, FloatPointer scratch) {
    packed
        .numbers()
        .ifPresent(
            numbers -> {
              numbers.values().accept(scratch.asBuffer());
              packed.from().bind(scratch.address());
            });
    packed.copy().run();
    Status.require(dnnl.dnnl_stream_wait(stream), "waiting");
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
