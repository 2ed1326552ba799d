package dev.pharos.engine;

import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.walk.Deconvolution;
import dev.pharos.engine.walk.WalkedNetwork;
import dev.pharos.networks.ConvolutionalForm;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * Looks into a trained network: what any layer gives for an image, which pixels caused it, and the
 * filters themselves. Any number of threads may ask; they are answered one after the other.
 *
 * <p>For answers alone a {@link Classifier} is faster: this keeps the output of every layer.
 */
public final class Inspector implements AutoCloseable {
  private final ComputeThread thread;
  private final WalkedNetwork walked;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Inspector(ComputeThread thread, WalkedNetwork walked) {
    this.thread = thread;
    this.walked = walked;
  }

  /**
   * Opens a model.
   *
   * @throws InvalidFileException when it is no model file, damaged or of a version that is not
   *     known
   * @throws EngineException when there is not enough memory
   */
  public static Inspector ofModel(Path modelFile) {
    return ofModel(modelFile, network -> network);
  }

  /**
   * Opens a model in its {@linkplain ConvolutionalForm convolutional form} for images of a size.
   *
   * @throws NetworkException when it has no such form
   */
  public static Inspector ofModel(Path modelFile, int height, int width) {
    return ofModel(modelFile, network -> ConvolutionalForm.of(network, height, width));
  }

  private static Inspector ofModel(Path file, UnaryOperator<NetworkSpec> form) {
    try (var archive = ModelFile.open(file)) {
      var source = ModelFile.description(file, archive).network();
      return open(archive, source, form.apply(source));
    }
  }

  /**
   * Opens a training's checkpoint.
   *
   * @throws InvalidFileException when it is no checkpoint, damaged or of a version that is not
   *     known
   * @throws EngineException when there is not enough memory
   */
  public static Inspector ofCheckpoint(Path checkpoint) {
    try (var archive = Checkpoint.open(checkpoint)) {
      var source = Checkpoint.read(checkpoint, archive).network();
      return open(archive, source, source);
    }
  }

  private static Inspector open(
      TensorArchiveReader archive, NetworkSpec source, NetworkSpec network) {
    var thread = new ComputeThread("inspector-" + network.name());
    try {
      NativeMemory.require(network.name(), network.layerTable().parameterBytes());
      var walked =
          thread.call(
              () -> {
                var empty = new WalkedNetwork(network);
                ModelFile.read(archive, source, empty);
                return empty;
              });
      return new Inspector(thread, walked);
    } catch (RuntimeException e) {
      thread.close();
      throw e;
    }
  }

  /** The network, without auxiliary heads. */
  public NetworkSpec network() {
    return walked.network();
  }

  /**
   * What a layer gives.
   *
   * @param layer any layer's name
   * @param pixels images one after another, NCHW, prepared as for training
   * @param count how many images
   * @throws NetworkException when there is no such layer
   * @throws IllegalArgumentException when the pixels are not that many images
   */
  public LayerOutput output(String layer, float[] pixels, int count) {
    requireImages(pixels, count);
    return thread.call(
        () -> {
          walk(layer, pixels, count);
          return new LayerOutput(walked.shape(layer), walked.output(layer));
        });
  }

  /**
   * What an activation leads back to in the image; see {@link Deconvolution}.
   *
   * @param layer a layer's name
   * @param map the channel of its output
   * @param row the row in that map
   * @param column the column in that map
   * @param pixels one image, CHW
   * @return in the place of the pixels what the activation makes of each
   * @throws NetworkException when there is no such layer or place
   */
  public float[] project(String layer, int map, int row, int column, float[] pixels) {
    requireImages(pixels, 1);
    return thread.call(
        () -> {
          walk(layer, pixels, 1);
          return new Deconvolution(walked).project(layer, map, row, column);
        });
  }

  /**
   * The weights of a layer, such as the filters of a convolution: output maps, input maps of one
   * group, rows, columns.
   *
   * @throws NetworkException when the layer has no weights
   */
  public float[] weights(String layer) {
    var segment =
        walked.segments().stream()
            .filter(one -> one.layer().equals(layer) && one.tensor().name().equals("weights"))
            .findFirst()
            .orElseThrow(
                () ->
                    NetworkException.unknown(
                        "layer",
                        layer,
                        walked.segments().stream().map(Segment::layer).distinct().toList()));
    return thread.call(
        () -> {
          var weights = new float[Math.toIntExact(segment.length())];
          walked.parameters().get((int) segment.offset(), weights);
          return weights;
        });
  }

  /** Bounds what a walk takes: all outputs of all layers, and the way back besides. */
  private void walk(String layer, float[] pixels, int count) {
    NativeMemory.require(
        "looking into " + count + " images of " + network().name(),
        2 * network().layerTable().forwardBytes(count));
    walked.forward(FloatBuffer.wrap(pixels), count, layer);
  }

  private void requireImages(float[] pixels, int count) {
    long expected = count * network().input().elements();
    if (count < 1 || pixels.length != expected) {
      throw new IllegalArgumentException(
          "pixels: %d values are not %d images of %s, which are %d"
              .formatted(pixels.length, count, network().input(), expected));
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      thread.run(walked::close);
      thread.close();
    }
  }
}
