package dev.pharos.engine.tensor;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One native operation with fixed settings, called again and again. Its context is made once,
 * because making one costs more than many of the operations do. Operations that oneDNN knows run on
 * oneDNN.
 */
public final class NativeCall {
  private final DynamicCustomOp operation;
  private final OpContext context = Nd4j.getExecutioner().buildContext();

  /**
   * Prepares a call.
   *
   * @param name the operation's name in ND4J's native library
   * @param integers its integer arguments
   */
  public NativeCall(String name, long... integers) {
    operation = DynamicCustomOp.builder(name).build();
    context.setIArguments(integers);
  }

  /** Sets the floating-point arguments. */
  public NativeCall with(double... numbers) {
    context.setTArguments(numbers);
    return this;
  }

  /** Keeps it off oneDNN, for settings that ND4J hands over wrongly. */
  public NativeCall withoutOneDnn() {
    context.allowHelpers(false);
    return this;
  }

  /**
   * The same where a window is dilated: oneDNN would get another padding, or no dilation at all.
   */
  public NativeCall forDilation(int dilation) {
    return dilation == 1 ? this : withoutOneDnn();
  }

  /** Runs it; results are written into {@code outputs}. */
  public void run(INDArray[] inputs, INDArray... outputs) {
    context.purge();
    for (int i = 0; i < inputs.length; i++) {
      context.setInputArray(i, inputs[i]);
    }
    for (int i = 0; i < outputs.length; i++) {
      context.setOutputArray(i, outputs[i]);
    }
    Nd4j.exec(operation, context);
  }

  /** Runs it on one input. */
  public void run(INDArray input, INDArray output) {
    run(new INDArray[] {input}, output);
  }
}
