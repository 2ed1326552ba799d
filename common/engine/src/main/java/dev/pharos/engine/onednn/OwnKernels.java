package dev.pharos.engine.onednn;

/** Weights that are a layer's parameters as they are. */
record OwnKernels(LayerTensors tensors) implements Kernels {

  @Override
  public Tensor weights(Program program, Layout shape, Layout layout) {
    return program.packed(tensors.parameters(program, 0, shape), layout);
  }

  @Override
  public Tensor gradient(Program program, Layout shape, Layout layout) {
    return layout.equals(shape) ? tensors.gradient(program, 0, shape) : program.tensor(layout);
  }

  @Override
  public void take(Program program, Tensor gradient) {
    if (gradient.buffer().isPresent()) {
      program.copy(gradient, tensors.gradient(program, 0, gradient.layout().plain()));
    }
  }
}
