package dev.pharos.engine;

import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.ParameterTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/** Reads model files without the engine. */
final class TensorFile {
  private TensorFile() {}

  /** The values of an entry; none where there is no such entry. */
  static FloatBuffer tensor(Path file, String name) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      var entry = zip.getEntry(name + ".bin");
      if (entry == null) {
        return FloatBuffer.allocate(0);
      }
      try (var in = zip.getInputStream(entry)) {
        return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      }
    }
  }

  /** All tensors of some layers, statistics among them, by "layer tensor". */
  static Map<String, FloatBuffer> layers(Path file, String... layers) throws IOException {
    var network = ModelFile.describe(file).network();
    var found = new TreeMap<String, FloatBuffer>();
    collect(network, tensor(file, "parameters"), List.of(layers), false, found);
    collect(network, tensor(file, "statistics"), List.of(layers), true, found);
    return found;
  }

  private static void collect(
      NetworkSpec network,
      FloatBuffer values,
      List<String> layers,
      boolean statistics,
      Map<String, FloatBuffer> found) {
    for (var node : network.nodes()) {
      var inputs = network.inputShapes(node);
      List<ParameterTensor> tensors =
          statistics ? node.layer().statistics(inputs) : node.layer().parameters(inputs);
      for (var tensor : tensors) {
        var content = new float[(int) tensor.elements()];
        values.get(content);
        if (layers.contains(node.name())) {
          found.put(node.name() + " " + tensor.name(), FloatBuffer.wrap(content));
        }
      }
    }
  }
}
