package dev.pharos.engine.onednn;

import dev.pharos.engine.graph.ScoreLoss;
import dev.pharos.engine.graph.Vertex;
import dev.pharos.engine.graph.Vertices;
import dev.pharos.networks.NetworkSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A network for batches of one size, for predicting or for training. */
final class NetworkProgram implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkProgram.class);

  private final NetworkSpec network;
  private final Vertices vertices;
  private final Stages stages;
  private final Program program;
  private final long images;
  private final Tensor input;
  private final Map<String, Tensor> outputs = new HashMap<>();
  private final Map<String, List<Stage>> made = new HashMap<>();
  private final Map<String, List<Tensor>> gradients = new HashMap<>();
  private final List<Head> heads = new ArrayList<>();
  private final Tensor scores;

  /**
   * @param program still empty
   * @param images of a batch
   */
  NetworkProgram(
      NetworkSpec network, Vertices vertices, Stages stages, Program program, long images) {
    this.network = network;
    this.vertices = vertices;
    this.stages = stages;
    this.program = program;
    this.images = images;
    var shape = network.input();
    this.input =
        program.foreign(Layout.plain(images, shape.channels(), shape.height(), shape.width()));
    outputs.put(NetworkSpec.INPUT, input);
    forward(
        program.training()
            ? FoldedPairs.none()
            : FoldedPairs.of(vertices.all(), vertices.nameOf(network.outputNode().name())));
    this.scores = scores(network.outputNode().name());
    if (program.training()) {
      backward();
    } else {
      scores.buffer().orElseThrow().keep();
    }
    program.finish();
  }

  private void forward(FoldedPairs pairs) {
    for (var vertex : vertices.all()) {
      if (!pairs.isFirst(vertex)) {
        pairs
            .firstOf(vertex)
            .ifPresentOrElse(first -> forward(first, vertex), () -> forward(vertex));
      }
    }
  }

  /** In one pass, or else one after the other. */
  private void forward(Vertex convolution, Vertex normalization) {
    int mark = program.size();
    try {
      var folded = stages.folded(convolution, normalization);
      var input = outputs.get(convolution.inputs().get(0));
      outputs.put(normalization.name(), folded.forward(program, List.of(input)));
      made.put(normalization.name(), List.of(folded));
    } catch (UnsupportedLayerException e) {
      LOG.debug("{}, folded: {}", normalization.name(), e.getMessage());
      program.rewind(mark);
      forward(convolution);
      forward(normalization);
    }
  }

  /** The first that oneDNN has code for: layer and function in one, one by one, or neither. */
  private void forward(Vertex vertex) {
    var ways =
        List.<Supplier<List<Stage>>>of(
            () -> stages.fast(vertex, true), () -> stages.fast(vertex, false));
    int mark = program.size();
    for (var way : ways) {
      try {
        forward(vertex, way.get());
        return;
      } catch (UnsupportedLayerException e) {
        LOG.debug("{}, with what follows it: {}", vertex.name(), e.getMessage());
        program.rewind(mark);
      }
    }
    forward(vertex, stages.ordinary(vertex, images));
  }

  private void forward(Vertex vertex, List<Stage> own) {
    var values = vertex.inputs().stream().map(outputs::get).toList();
    for (var stage : own) {
      values = List.of(stage.forward(program, values));
    }
    outputs.put(vertex.name(), values.get(0));
    made.put(vertex.name(), own);
  }

  private Tensor scores(String layer) {
    return program.plain(outputs.get(vertices.nameOf(layer)));
  }

  private void backward() {
    addHead(network.outputNode().name(), scores, 1);
    for (var head : network.auxiliaryHeads()) {
      addHead(head.output(), scores(head.output()), head.weight());
    }
    var order = vertices.all();
    for (int i = order.size() - 1; i >= 0; i--) {
      if (order.get(i).trained()) {
        backward(order.get(i));
      }
    }
  }

  private void addHead(String layer, Tensor scores, double weight) {
    var gradient = program.tensor(scores.layout());
    var head = new Head(scores, gradient, weight);
    program.add(head);
    heads.add(head);
    gradientsOf(vertices.nameOf(layer)).add(gradient);
  }

  private List<Tensor> gradientsOf(String vertex) {
    return gradients.computeIfAbsent(vertex, absent -> new ArrayList<>());
  }

  private void backward(Vertex vertex) {
    var values = List.of(sum(gradientsOf(vertex.name())));
    var own = made.get(vertex.name());
    for (int i = own.size() - 1; i >= 0; i--) {
      values = own.get(i).backward(program, values.get(0));
    }
    for (int i = 0; i < values.size(); i++) {
      if (vertex.wanted().get(i)) {
        gradientsOf(vertex.inputs().get(i)).add(values.get(i));
      }
    }
  }

  /** The sum of the gradients that the users of an output have. */
  private Tensor sum(List<Tensor> parts) {
    var sum = parts.get(0);
    for (int i = 1; i < parts.size(); i++) {
      var next = program.as(parts.get(i), sum.layout());
      var to = sum.isShared() ? program.tensor(sum.layout()) : sum;
      Binary.add(program, sum, next, to, Optional.empty());
      sum = to;
    }
    return sum;
  }

  /** Runs forward; the scores, [images, classes, 1, 1], are there until another program runs. */
  INDArray scores(INDArray batch, Arena arena) {
    run(batch, arena);
    return scores.array();
  }

  /**
   * Runs forward and backward.
   *
   * @return the loss, with those of auxiliary heads by their weights
   */
  double gradients(INDArray batch, ScoreLoss loss, Arena arena) {
    heads.forEach(head -> head.loss(loss));
    run(batch, arena);
    return heads.stream().mapToDouble(Head::weighted).sum();
  }

  private void run(INDArray batch, Arena arena) {
    program.place(input, batch.data().addressPointer().address());
    program.run(arena);
  }

  /** The loss of the last run without those of auxiliary heads. */
  double outputLoss() {
    return heads.get(0).value();
  }

  /** Accepts the last run. */
  void commit() {
    made.values().forEach(own -> own.forEach(Stage::commit));
  }

  @Override
  public void close() {
    program.close();
    made.values().forEach(own -> own.forEach(Stage::close));
  }
}
