package dev.pharos.engine.operation;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Single-precision tensors that nobody takes back. */
final class HeapScratch implements Scratch {
  @Override
  public INDArray output(long... shape) {
    return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
  }

  @Override
  public INDArray inputGradient(long... shape) {
    return output(shape);
  }

  @Override
  public INDArray working(long... shape) {
    return output(shape);
  }
}
