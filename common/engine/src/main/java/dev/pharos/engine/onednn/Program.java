package dev.pharos.engine.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;

/**
 * What is done, one action after the other, to run a network on batches of one size, and the memory
 * for it. First it is written, then {@linkplain #finish() finished}, then run any number of times.
 */
final class Program implements AutoCloseable {
  private final OneDnn library;
  private final Primitives primitives;
  private final Packing packing;
  private final boolean training;
  private final dnnl_stream stream = new dnnl_stream();
  private final List<Action> actions = new ArrayList<>();
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<Buffer> buffers = new ArrayList<>();
  private final List<FloatPointer> constants = new ArrayList<>();
  private final Map<Copy, Tensor> copies = new HashMap<>();
  private Profile profile;
  private long bytes;
  private long base;

  private record Copy(Buffer of, Layout from, Layout to) {}

  /**
   * @param packing parameters in the layouts that primitives want
   * @param training whether a backward pass follows
   */
  Program(OneDnn library, Packing packing, boolean training) {
    this.library = library;
    this.primitives = new Primitives(library);
    this.packing = packing;
    this.training = training;
    Status.require(
        dnnl.dnnl_stream_create(stream, library.engine(), dnnl.dnnl_stream_default_flags),
        "a stream");
  }

  OneDnn library() {
    return library;
  }

  Primitives primitives() {
    return primitives;
  }

  boolean training() {
    return training;
  }

  /** A tensor with memory from its first use to its last. */
  Tensor tensor(Layout layout) {
    var buffer = Buffer.of(layout.bytes());
    buffers.add(buffer);
    return add(Tensor.in(library, buffer, layout, false));
  }

  /** A tensor whose values are there after a run. */
  Tensor kept(Layout layout) {
    var tensor = tensor(layout);
    tensor.buffer().orElseThrow().keep();
    return tensor;
  }

  /** A tensor at an address of somebody else's that stays. */
  Tensor at(long address, Layout layout) {
    return add(Tensor.at(library, address, layout));
  }

  /**
   * A tensor at an address of somebody else's, to be {@linkplain #place placed} before each run.
   */
  Tensor foreign(Layout layout) {
    return add(Tensor.in(library, Buffer.foreign(), layout, true));
  }

  /** Says where a foreign tensor, with all that share its memory, lies from now on. */
  void place(Tensor foreign, long address) {
    if (foreign.address() != address) {
      tensors.stream()
          .filter(tensor -> tensor.buffer().equals(foreign.buffer()))
          .forEach(tensor -> tensor.bind(address));
    }
  }

  /** One number. */
  Tensor constant(double value) {
    var number = new FloatPointer((float) value);
    constants.add(number);
    return at(number.address(), Layout.plain(1, 1, 1, 1));
  }

  /** The same memory with other dimensions; both layouts have the same number of values. */
  Tensor view(Tensor tensor, Layout layout) {
    return seen(tensor, layout, tensor.isShared());
  }

  /** The same tensor for several readers, none of which may overwrite it. */
  Tensor shared(Tensor tensor) {
    return tensor.isShared() ? tensor : seen(tensor, tensor.layout(), true);
  }

  private Tensor seen(Tensor tensor, Layout layout, boolean shared) {
    return add(
        tensor
            .buffer()
            .map(buffer -> Tensor.in(library, buffer, layout, shared))
            .orElseGet(() -> Tensor.at(library, tensor.address(), layout)));
  }

  private Tensor add(Tensor tensor) {
    tensors.add(tensor);
    return tensor;
  }

  /** Runs a primitive; working memory is added where it wants some. */
  void run(String name, Primitive primitive, Argument... arguments) {
    var all = new ArrayList<>(Arrays.asList(arguments));
    primitive
        .scratchpad()
        .ifPresent(layout -> all.add(new Argument(dnnl.DNNL_ARG_SCRATCHPAD, tensor(layout))));
    add(new Execution(name, primitive, stream, all));
  }

  void add(Action action) {
    actions.add(action);
  }

  /**
   * The same values in a layout: the tensor itself where it has that already. Predicting, where
   * nothing is overwritten, all who want the same get one copy.
   */
  Tensor as(Tensor tensor, Layout layout) {
    if (tensor.layout().equals(layout)) {
      return tensor;
    }
    if (training || tensor.buffer().isEmpty()) {
      return copy(tensor, layout);
    }
    var wanted = new Copy(tensor.buffer().get(), tensor.layout(), layout);
    return copies.computeIfAbsent(wanted, absent -> shared(copy(tensor, layout)));
  }

  /** The same values in row-major order. */
  Tensor plain(Tensor tensor) {
    return as(tensor, tensor.layout().plain());
  }

  /** The same values in a tensor that may be overwritten. */
  Tensor owned(Tensor tensor) {
    return tensor.isShared() ? copy(tensor, tensor.layout()) : tensor;
  }

  Tensor copy(Tensor tensor, Layout layout) {
    var to = tensor(layout);
    copy(tensor, to);
    return to;
  }

  void copy(Tensor from, Tensor to) {
    run(
        "reorder",
        primitives.reorder(from.layout(), to.layout()),
        new Argument(dnnl.DNNL_ARG_FROM, from),
        new Argument(dnnl.DNNL_ARG_TO, to));
  }

  /**
   * Parameters in a layout: training, they are copied in each run, because each changes them;
   * predicting, they are kept.
   */
  Tensor packed(Tensor parameters, Layout layout) {
    if (parameters.layout().equals(layout)) {
      return parameters;
    }
    return training ? copy(parameters, layout) : packing.packed(parameters, layout);
  }

  /** Computed numbers in a layout, kept as parameters are; only when predicting. */
  Tensor packed(Computed numbers, Layout layout) {
    return packing.packed(numbers, layout);
  }

  /** How many actions there are. */
  int size() {
    return actions.size();
  }

  /** Forgets the actions after the first few. */
  void rewind(int size) {
    var forgotten = actions.subList(size, actions.size());
    forgotten.forEach(Action::close);
    forgotten.clear();
    copies.clear();
  }

  /** Decides where everything lies, once all actions are there. */
  void finish() {
    for (int i = 0; i < actions.size(); i++) {
      int number = i;
      for (var tensor : actions.get(i).tensors()) {
        tensor.buffer().ifPresent(buffer -> buffer.touch(number));
      }
    }
    bytes = MemoryPlan.place(buffers);
    profile = Profile.of(List.copyOf(actions));
  }

  /** Runs all actions, in memory that other programs use when this one does not run. */
  void run(Arena arena) {
    bind(arena.atLeast(bytes));
    profile.run();
    Status.require(dnnl.dnnl_stream_wait(stream), "waiting");
  }

  private void bind(long start) {
    if (start != base) {
      base = start;
      for (var tensor : tensors) {
        tensor
            .buffer()
            .filter(Buffer::isPlaced)
            .ifPresent(buffer -> tensor.bind(start + buffer.offset()));
      }
    }
  }

  @Override
  public void close() {
    if (profile != null) {
      profile.log(training ? "training" : "predicting");
    }
    actions.forEach(Action::close);
    primitives.close();
    tensors.forEach(Tensor::close);
    constants.forEach(FloatPointer::deallocate);
    dnnl.dnnl_stream_destroy(stream);
  }
}
