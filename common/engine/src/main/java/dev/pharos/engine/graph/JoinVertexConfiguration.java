package dev.pharos.engine.graph;

import dev.pharos.engine.operation.Join;
import dev.pharos.engine.operation.Squash;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tells Deeplearning4j about one {@link JoinVertex}; it is never written to a file. */
final class JoinVertexConfiguration extends GraphVertex {
  private static final long serialVersionUID = 1L;

  private final transient Join join;
  private final transient Squash squash;
  private final transient boolean[] wanted;
  private final transient OutputWatch watch;

  JoinVertexConfiguration(Join join, Squash squash, boolean[] wanted, OutputWatch watch) {
    this.join = join;
    this.squash = squash;
    this.wanted = wanted.clone();
    this.watch = watch;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    return new JoinVertex(graph, name, index, type, join, squash, wanted, watch);
  }

  /** A configuration holds no state, so that the graph's own copy of it may share all. */
  @Override
  public GraphVertex clone() {
    return new JoinVertexConfiguration(join, squash, wanted, watch);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public long numParams(boolean backward) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 1;
  }

  @Override
  public int maxVertexInputs() {
    return Integer.MAX_VALUE;
  }

  @Override
  public InputType getOutputType(int index, InputType... inputs) {
    throw new UnsupportedOperationException("shapes come from the network's description");
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    throw new UnsupportedOperationException("the network's layer table tells");
  }
}
