package dev.pharos.engine.onednn;

import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.networks.NetworkSpec;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * On how many threads a program runs. Between two primitives all threads wait for each other, and
 * to wake one takes some 10 to 50 microseconds; a program that takes no longer than that in all is
 * faster on one.
 *
 * <p>Sizes alone decide, so that a run can be repeated bit for bit.
 */
final class Threads {
  /** Some 0.2 ms of one core, in some ten primitives. */
  private static final long SMALL = 20_000_000;

  /** Forward, and backward to inputs and weights. */
  private static final int TRAINING_PASSES = 3;

  private Threads() {}

  /**
   * The number of threads for a batch.
   *
   * @param images of the batch
   */
  static int of(NetworkSpec network, boolean training, long images) {
    var table = network.layerTable();
    long work = training ? TRAINING_PASSES * table.trainingMultiplyAdds() : table.multiplyAdds();
    return work * images < SMALL ? 1 : NativeBackend.load().threads();
  }

  /**
   * Lets the calling thread's primitives, those it makes and those it runs, have so many threads:
   * oneDNN looks at the OpenMP library that it shares with ND4J.
   */
  static void use(int count) {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(count);
  }
}
