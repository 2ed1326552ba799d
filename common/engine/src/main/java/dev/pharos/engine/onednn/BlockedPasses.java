package dev.pharos.engine.onednn;

import dev.pharos.engine.graph.Passes;
import dev.pharos.engine.graph.ScoreLoss;
import dev.pharos.engine.graph.Vertices;
import dev.pharos.engine.operation.StepRandom;
import dev.pharos.networks.NetworkSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a network on oneDNN. A program is made when a batch size is first seen, which takes tens of
 * milliseconds, and kept while the size is one of the last few; all share one stretch of memory.
 */
public final class BlockedPasses implements Passes {
  private static final int PROGRAMS = 12;

  private final OneDnn library;
  private final NetworkSpec network;
  private final Vertices vertices;
  private final StepRandom random;
  private final Stages stages;
  private final Packing packing;
  private final Arena arena = new Arena();
  private final Map<Kind, Ready> programs = new LinkedHashMap<>(16, 0.75f, true);
  private NetworkProgram trained;

  private record Kind(boolean training, long images) {}

  /** A program and the number of threads that it was made for and runs on. */
  private record Ready(NetworkProgram program, int threads) {}

  /**
   * @param seed of the randomness of training steps
   */
  public BlockedPasses(
      OneDnn library, NetworkSpec network, Vertices vertices, FlatTensors flat, long seed) {
    this.library = library;
    this.network = network;
    this.vertices = vertices;
    this.random = new StepRandom(seed);
    this.stages = new Stages(network, flat, random);
    this.packing = new Packing(library);
  }

  @Override
  public double gradients(INDArray images, long step, ScoreLoss loss) {
    random.step(step);
    packing.changed();
    trained = program(new Kind(true, images.size(0)));
    return trained.gradients(images, loss, arena);
  }

  @Override
  public double outputLoss() {
    return trained.outputLoss();
  }

  @Override
  public void commit() {
    packing.changed();
    trained.commit();
  }

  @Override
  public INDArray scores(INDArray images) {
    var program = program(new Kind(false, images.size(0)));
    packing.refresh();
    return program.scores(images, arena).dup();
  }

  @Override
  public void parametersChange() {
    packing.changed();
  }

  private NetworkProgram program(Kind kind) {
    var ready = programs.get(kind);
    if (ready != null) {
      Threads.use(ready.threads());
      return ready.program();
    }
    forgetOldest();
    int threads = Threads.of(network, kind.training(), kind.images());
    Threads.use(threads);
    var program =
        new NetworkProgram(
            network,
            vertices,
            stages,
            new Program(library, packing, kind.training()),
            kind.images());
    programs.put(kind, new Ready(program, threads));
    return program;
  }

  private void forgetOldest() {
    if (programs.size() >= PROGRAMS) {
      var oldest = programs.values().iterator();
      oldest.next().program().close();
      oldest.remove();
    }
  }

  @Override
  public void close() {
    programs.values().forEach(ready -> ready.program().close());
    programs.clear();
    packing.close();
    arena.close();
  }
}
