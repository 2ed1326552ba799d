package dev.pharos.engine.graph;

import dev.pharos.engine.operation.Scratch;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Memory from the graph's workspaces, which are allocated once and used again in every step.
 *
 * @param workspaces the workspaces of this pass
 * @param type the network's number type
 * @param workingMemory where working tensors go: it differs between the two passes
 */
record WorkspaceScratch(LayerWorkspaceMgr workspaces, DataType type, ArrayType workingMemory)
    implements Scratch {

  static WorkspaceScratch forward(LayerWorkspaceMgr workspaces, DataType type) {
    return new WorkspaceScratch(workspaces, type, ArrayType.FF_WORKING_MEM);
  }

  static WorkspaceScratch backward(LayerWorkspaceMgr workspaces, DataType type) {
    return new WorkspaceScratch(workspaces, type, ArrayType.BP_WORKING_MEM);
  }

  @Override
  public INDArray output(long... shape) {
    return workspaces.createUninitialized(ArrayType.ACTIVATIONS, type, shape, 'c');
  }

  @Override
  public INDArray inputGradient(long... shape) {
    return workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, type, shape, 'c');
  }

  @Override
  public INDArray working(long... shape) {
    return workspaces.createUninitialized(workingMemory, type, shape, 'c');
  }

  /**
   * What stands for a gradient that nobody wants: the graph adds up the gradients of an output's
   * users, and loses count of them where one is null.
   */
  INDArray noGradient() {
    return inputGradient(1);
  }
}
