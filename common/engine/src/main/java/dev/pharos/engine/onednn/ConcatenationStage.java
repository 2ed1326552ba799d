package dev.pharos.engine.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;

/** The maps of all inputs behind each other. */
final class ConcatenationStage implements Stage {
  private final List<Boolean> wanted;
  private List<Tensor> inputs;

  /**
   * @param wanted for each input, whether its gradient is
   */
  ConcatenationStage(List<Boolean> wanted) {
    this.wanted = wanted;
  }

  @Override
  public Tensor forward(Program program, List<Tensor> given) {
    inputs = aligned(given) ? given : given.stream().map(program::plain).toList();
    var layouts = inputs.stream().map(Tensor::layout).toList();
    var first = layouts.get(0);
    long maps = layouts.stream().mapToLong(layout -> layout.size(1)).sum();
    var shape = new long[] {first.size(0), maps, first.size(2), first.size(3)};
    var primitive =
        program
            .primitives()
            .concatenation(layouts, aligned(given) ? Layout.any(shape) : Layout.plain(shape));
    var output = program.tensor(primitive.destination());
    var arguments = new ArrayList<Argument>();
    for (int i = 0; i < inputs.size(); i++) {
      arguments.add(new Argument(dnnl.DNNL_ARG_MULTIPLE_SRC + i, inputs.get(i)));
    }
    arguments.add(new Argument(dnnl.DNNL_ARG_DST, output));
    program.run("concatenation", primitive, arguments.toArray(Argument[]::new));
    return output;
  }

  /** Blocks of maps can be put behind each other when they are full. */
  private static boolean aligned(List<Tensor> tensors) {
    return tensors.stream().allMatch(tensor -> tensor.layout().size(1) % 16 == 0);
  }

  @Override
  public List<Tensor> backward(Program program, Tensor gradient) {
    var gradients = new ArrayList<Tensor>();
    long first = 0;
    for (int i = 0; i < inputs.size(); i++) {
      var layout = inputs.get(i).layout();
      gradients.add(wanted.get(i) ? part(program, gradient, first, layout) : null);
      first += layout.size(1);
    }
    return gradients;
  }

  private static Tensor part(Program program, Tensor gradient, long first, Layout layout) {
    var source = gradient;
    var maps = gradient.layout().maps(first, layout.size(1));
    if (maps.isEmpty()) {
      source = program.plain(gradient);
      maps = source.layout().maps(first, layout.size(1));
    }
    var part = program.tensor(layout);
    program.copy(program.view(source, maps.orElseThrow()), part);
    return part;
  }
}
