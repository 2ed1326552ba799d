package dev.pharos.engine.tensor;

import dev.pharos.engine.cuda.BackendFilter;
import dev.pharos.engine.cuda.CudaSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ND4J's native libraries in this process: loaded once, with the settings Pharos needs, and asked
 * what they can do.
 *
 * @param version of ND4J and Deeplearning4j
 * @param kind "cpu" or "cuda"
 * @param oneDnn whether operations run on oneDNN where it knows them
 * @param blas the matrix library
 * @param threads threads of one operation
 * @param gflops measured speed of a matrix product, GFLOP/s
 * @param cuda the CUDA devices it computes on, or why it computes on none
 */
public record NativeBackend(
    String version,
    String kind,
    boolean oneDnn,
    String blas,
    int threads,
    double gflops,
    CudaSupport cuda) {
  /**
   * System property: {@code cpu} leaves CUDA devices alone; {@code auto}, the default, does not.
   */
  public static final String DEVICE = "pharos.engine.device";

  private static final Logger LOG = LoggerFactory.getLogger(NativeBackend.class);
  private static final int GEMM = 768;
  private static final String CORE_TYPE = "OPENBLAS_CORETYPE";
  private static volatile NativeBackend loaded;

  /**
   * Loads the libraries on the first call, which takes a second or two, and logs what was found.
   */
  public static NativeBackend load() {
    return load(!"cpu".equals(System.getProperty(DEVICE)));
  }

  /**
   * The same, for who knows what it is to compute on.
   *
   * @param cudaWanted whether a CUDA device is used where there is one; of no effect once the
   *     libraries are loaded, as a process has one backend
   */
  public static NativeBackend load(boolean cudaWanted) {
    if (loaded == null) {
      synchronized (NativeBackend.class) {
        if (loaded == null) {
          configure();
          var cuda = cudaWanted ? CudaSupport.find() : CudaSupport.unwanted();
          if (cuda.devices().isEmpty()) {
            ND4JClassLoading.setNd4jClassloader(new BackendFilter(Nd4j.class.getClassLoader()));
          }
          loaded = inspect(cuda);
          loaded.report(Processor.here());
        }
      }
    }
    return loaded;
  }

  /** Must run before the first class of JavaCPP or ND4J does; what the user set stays. */
  private static void configure() {
    // JavaCPP's limits follow the Java heap, which has nothing to do with what networks need; and
    // asking the system at every allocation, as its limit on physical memory does, costs a small
    // network a tenth of its speed.
    setUnlessSet("org.bytedeco.javacpp.maxbytes", "0");
    setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes", "0");
    setUnlessSet("org.nd4j.log.initialization", "false");
    setUnlessSet(DL4JSystemProperties.CRASH_DUMP_ENABLED_PROPERTY, "false");
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static NativeBackend inspect(CudaSupport cuda) {
    Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
    var kind = String.valueOf(environment.get("backend")).toLowerCase(Locale.ROOT);
    var operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
    return new NativeBackend(
        libraryVersion(),
        kind,
        kind.equals("cpu")
            && operations.buildInfo().contains("HAVE_ONEDNN")
            && Nd4j.getEnvironment().helpersAllowed()
            && Nd4jCpu.Environment.getInstance().isUseONEDNN(),
        String.valueOf(environment.get("blas.vendor")),
        operations.ompGetMaxThreads(),
        measureGflops(),
        cuda.loaded(kind.equals("cuda")));
  }

  private static String libraryVersion() {
    var properties = new Properties();
    try (var in = NativeBackend.class.getResourceAsStream("engine.properties")) {
      properties.load(in);
      return properties.getProperty("deeplearning4j.version");
    } catch (IOException e) {
      throw new UncheckedIOException("engine.properties cannot be read", e);
    }
  }

  private static double measureGflops() {
    try (var a = Nd4j.ones(DataType.FLOAT, GEMM, GEMM);
        var b = Nd4j.ones(DataType.FLOAT, GEMM, GEMM);
        var result = Nd4j.createUninitialized(DataType.FLOAT, new long[] {GEMM, GEMM}, 'f')) {
      double best = 0;
      for (int attempt = 0; attempt < 5; attempt++) {
        long start = System.nanoTime();
        a.mmuli(b, result);
        best = Math.max(best, 2.0 * GEMM * GEMM * GEMM / (System.nanoTime() - start));
      }
      return best;
    }
  }

  private void report(Processor processor) {
    LOG.info(
        "Deeplearning4j {} on {}: oneDNN {}, {} with {} threads, {} GFLOP/s",
        version,
        kind,
        oneDnn ? "on" : "off",
        blas,
        threads,
        Math.round(gflops));
    cuda.devices()
        .forEach(card -> LOG.info("{}, compute capability {}", card.name(), card.capability()));
    cuda.reason()
        .ifPresent(
            reason ->
                LOG.info(
                    cuda.devices().isEmpty()
                        ? "no CUDA device is used: {}"
                        : "no further CUDA device is used: {}",
                    reason));
    boolean x86 = !processor.flags().isEmpty();
    if (!oneDnn && x86 && kind.equals("cpu")) {
      LOG.warn(
          "oneDNN is off: convolutions take several times longer. On x86-64 the class path should hold nd4j-native"
              + " with a classifier that ends in -onednn-avx2 or -onednn, and no nd4j-native without one.");
    }
    if (gflops < processor.leastGflops() * threads && System.getenv(CORE_TYPE) == null) {
      processor
          .openBlasCore()
          .ifPresent(
              core ->
                  LOG.warn(
                      "Matrix products run at {} GFLOP/s, where {} threads of {} should do more than {}: start with"
                          + " {}={} unless the machine is just busy.",
                      Math.round(gflops),
                      threads,
                      processor.name(),
                      Math.round(processor.leastGflops() * threads),
                      CORE_TYPE,
                      core));
    }
  }
}
