package dev.pharos.engine;

import dev.pharos.networks.NetworkSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Further copies of a network in training, each on a device and a thread of its own. A batch is
 * divided among all copies; the mean of their gradients, weighted by their images, goes back to
 * each, and all make the same step: synchronous data parallelism (Dean et al., Large Scale
 * Distributed Deep Networks, 2012; Goyal et al., arXiv:1706.02677, section 2.3). Summed in the
 * order of the copies, so that the result does not depend on which of them is done first.
 *
 * <p>But for rounding that is the step of the whole batch on one device, with two exceptions, as
 * usual: batch normalisation measures each part of the batch on its own, and the first copy's
 * statistics count; and dropout draws for each copy on its own.
 */
final class Replicas implements AutoCloseable {
  /** Gradients that are summed at a time. */
  private static final int CHUNK = 8192;

  /** From Steele et al., "Fast splittable pseudorandom number generators", 2014. */
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final List<Replica> all = new ArrayList<>();

  /** One copy. */
  private record Replica(ComputeThread thread, Learner learner) {}

  /**
   * Copies for all but the first of some devices.
   *
   * @param first the copy on the caller's thread and the first device, which all others equal
   * @throws EngineException when there is not enough memory
   */
  Replicas(
      Learner first,
      NetworkSpec network,
      Optimization optimization,
      long seed,
      Set<String> frozen,
      DeviceSet devices) {
    try {
      for (int i = 1; i < devices.size(); i++) {
        long own = seed + i * GOLDEN_GAMMA;
        var thread =
            new ComputeThread("trainer-" + network.name() + "-" + i, devices.numbers().get(i));
        try {
          all.add(
              new Replica(
                  thread, thread.call(() -> new Learner(network, optimization, own, frozen))));
        } catch (RuntimeException e) {
          thread.close();
          throw e;
        }
      }
      copy(first);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void copy(Learner first) {
    if (all.isEmpty()) {
      return;
    }
    var contents = first.contents();
    for (var replica : all) {
      replica
          .thread()
          .run(
              () -> {
                var own = replica.learner().contents();
                for (int i = 0; i < own.size(); i++) {
                  own.get(i).put(contents.get(i).duplicate());
                }
              });
    }
  }

  /** What one copy has worked out. */
  private record Part(double share, Loss loss, FloatBuffer slopes) {}

  /**
   * Leaves a batch's gradients in every copy.
   *
   * @param first the copy on the caller's thread
   * @param batch its first part is the first copy's; where there are fewer images than copies, the
   *     last copies get none
   */
  Loss gradients(Learner first, Batch batch, long step) {
    if (all.isEmpty()) {
      return first.gradients(batch, step);
    }
    var parts = batch.parts(1 + all.size(), first.model().spec().input());
    var pending =
        IntStream.range(0, all.size())
            .mapToObj(
                i ->
                    all.get(i).thread().begin(() -> part(i + 1, all.get(i).learner(), parts, step)))
            .toList();
    Part own;
    try {
      own = part(0, first, parts, step);
    } finally {
      // Whatever happened: the batch's memory is the caller's again once this is over.
      pending.forEach(ComputeThread.Pending::settle);
    }
    var done = new ArrayList<>(List.of(own));
    pending.forEach(part -> done.add(part.result()));
    share(done);
    var loss = Loss.NONE;
    for (var part : done) {
      loss = loss.plus(part.share(), part.loss());
    }
    return loss;
  }

  private static Part part(int index, Learner learner, List<Batch> parts, long step) {
    if (index >= parts.size()) {
      return new Part(0, Loss.NONE, learner.slopes());
    }
    var batch = parts.get(index);
    double all = parts.stream().mapToInt(Batch::size).sum();
    var loss = learner.gradients(batch, step);
    return new Part(batch.size() / all, loss, learner.slopes());
  }

  /** Puts the weighted sum into all. */
  private static void share(List<Part> parts) {
    int length = parts.get(0).slopes().capacity();
    IntStream.range(0, (length + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(chunk -> share(parts, chunk * CHUNK, Math.min(CHUNK, length - chunk * CHUNK)));
  }

  private static void share(List<Part> parts, int start, int length) {
    var sum = new float[length];
    var one = new float[length];
    for (var part : parts) {
      float share = (float) part.share();
      if (share > 0) {
        part.slopes().get(start, one);
        for (int i = 0; i < length; i++) {
          sum[i] += share * one[i];
        }
      }
    }
    parts.forEach(part -> part.slopes().put(start, sum));
  }

  /** Makes a step down the gradients in every copy. */
  void descend(Learner first, double learningRate, long step) {
    var pending =
        all.stream()
            .map(
                replica ->
                    replica
                        .thread()
                        .begin(
                            () -> {
                              replica.learner().descend(learningRate, step);
                              return replica;
                            }))
            .toList();
    first.descend(learningRate, step);
    pending.forEach(ComputeThread.Pending::result);
  }

  @Override
  public void close() {
    for (var replica : all) {
      replica.thread().run(replica.learner()::close);
      replica.thread().close();
    }
    all.clear();
  }
}
