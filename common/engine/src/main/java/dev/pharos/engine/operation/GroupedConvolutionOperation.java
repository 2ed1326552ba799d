package dev.pharos.engine.operation;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.Window;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution in several groups: one convolution for each, on its share of the maps. */
final class GroupedConvolutionOperation implements Operation {
  private final List<ConvolutionOperation> groups;

  GroupedConvolutionOperation(Window window, int groups) {
    this.groups =
        IntStream.range(0, groups).mapToObj(g -> new ConvolutionOperation(window)).toList();
  }

  @Override
  public void bindParameters(List<INDArray> parameters) {
    for (int group = 0; group < groups.size(); group++) {
      groups.get(group).bindParameters(share(parameters, group));
    }
  }

  @Override
  public void bindGradients(List<INDArray> gradients) {
    for (int group = 0; group < groups.size(); group++) {
      groups.get(group).bindGradients(share(gradients, group));
    }
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var whole = (INDArray) null;
    for (int group = 0; group < groups.size(); group++) {
      var part =
          groups.get(group).forward(copy(input, group, scratch), training, asWorking(scratch));
      if (whole == null) {
        whole =
            scratch.output(part.size(0), part.size(1) * groups.size(), part.size(2), part.size(3));
      }
      paste(part, group, whole);
    }
    return whole;
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    var whole = wanted ? scratch.inputGradient(input.shape()) : null;
    for (int group = 0; group < groups.size(); group++) {
      var part =
          groups
              .get(group)
              .backward(
                  copy(input, group, scratch),
                  null,
                  copy(gradient, group, scratch),
                  wanted,
                  asWorking(scratch));
      if (wanted) {
        paste(part, group, whole);
      }
    }
    return whole;
  }

  /**
   * The rows of each tensor that belong to a group: weights and biases both begin with the output
   * map.
   */
  private List<INDArray> share(List<INDArray> tensors, int group) {
    return tensors.stream()
        .map(
            tensor -> {
              long rows = tensor.size(0) / groups.size();
              return tensor.get(interval(group * rows, (group + 1) * rows));
            })
        .toList();
  }

  private INDArray copy(INDArray tensor, int group, Scratch scratch) {
    long maps = tensor.size(1) / groups.size();
    var part = scratch.working(tensor.size(0), maps, tensor.size(2), tensor.size(3));
    Tensors.copyMaps(tensor, group * maps, part, 0, maps);
    return part;
  }

  private static void paste(INDArray part, int group, INDArray whole) {
    Tensors.copyMaps(part, 0, whole, group * part.size(1), part.size(1));
  }

  private static Scratch asWorking(Scratch scratch) {
    return new Scratch() {
      @Override
      public INDArray output(long... shape) {
        return scratch.working(shape);
      }

      @Override
      public INDArray inputGradient(long... shape) {
        return scratch.working(shape);
      }

      @Override
      public INDArray working(long... shape) {
        return scratch.working(shape);
      }
    };
  }
}
