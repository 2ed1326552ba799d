package dev.pharos.engine.onednn;

import dev.pharos.engine.operation.Operation;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer that oneDNN has no fast code for: the ordinary operation, on row-major tensors. */
final class OperationStage implements Stage {
  private final Operation operation;
  private final Layout outputShape;
  private final boolean frozen;
  private final boolean wanted;
  private final OwnScratch forwardMemory = new OwnScratch();
  private final OwnScratch backwardMemory = new OwnScratch();
  private Tensor input;
  private Tensor output;

  /**
   * @param operation with its tensors bound
   * @param outputShape of one batch
   */
  OperationStage(Operation operation, Layout outputShape, boolean frozen, boolean wanted) {
    this.operation = operation;
    this.outputShape = outputShape;
    this.frozen = frozen;
    this.wanted = wanted;
  }

  @Override
  public Tensor forward(Program program, List<Tensor> inputs) {
    input = program.plain(inputs.get(0));
    output = program.tensor(outputShape);
    boolean training = program.training() && !frozen;
    program.add(
        new Step(
            "forward",
            List.of(input, output),
            () -> {
              forwardMemory.begin(output.array());
              copy(operation.forward(input.array(), training, forwardMemory), output.array());
            }));
    return output;
  }

  @Override
  public List<Tensor> backward(Program program, Tensor given) {
    var gradient = program.owned(program.plain(given));
    var result = program.tensor(input.layout());
    program.add(
        new Step(
            "backward",
            List.of(input, output, gradient, result),
            () -> {
              backwardMemory.begin(result.array());
              var computed =
                  operation.backward(
                      input.array(), output.array(), gradient.array(), wanted, backwardMemory);
              if (wanted) {
                copy(computed, result.array());
              }
            }));
    return Collections.singletonList(wanted ? result : null);
  }

  private static void copy(INDArray from, INDArray to) {
    if (from != to) {
      to.assign(from);
    }
  }

  @Override
  public void commit() {
    operation.commit();
  }

  @Override
  public void close() {
    forwardMemory.close();
    backwardMemory.close();
  }

  private final class Step implements Action {
    private final String name;
    private final List<Tensor> tensors;
    private final Runnable work;

    Step(String name, List<Tensor> tensors, Runnable work) {
      this.name = name;
      this.tensors = tensors;
      this.work = work;
    }

    @Override
    public void run() {
      work.run();
    }

    @Override
    public List<Tensor> tensors() {
      return tensors;
    }

    @Override
    public String name() {
      return operation.getClass().getSimpleName() + " " + name;
    }
  }
}
