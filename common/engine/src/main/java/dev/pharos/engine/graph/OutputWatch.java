package dev.pharos.engine.graph;

import dev.pharos.engine.tensor.Planes;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks, while a network is run, for the first output that is not all finite numbers. */
final class OutputWatch {
  private boolean active;
  private String first;

  /** From now on outputs are looked at, which costs a pass over each. */
  void start() {
    active = true;
    first = null;
  }

  /** The first layer whose output broke since the start; nothing is looked at any more. */
  Optional<String> stop() {
    active = false;
    return Optional.ofNullable(first);
  }

  /** Tells the output of a layer; layers run in an order in which each follows its inputs. */
  void saw(String layer, INDArray output) {
    if (active && first == null && !finite(output)) {
      first = layer;
    }
  }

  /** One by one: the sum of large numbers may be infinite where none of them is. */
  private static boolean finite(INDArray output) {
    var maps = Planes.of(output);
    return IntStream.range(0, maps.count())
        .allMatch(map -> Arrays.stream(maps.read(map)).allMatch(Double::isFinite));
  }
}
