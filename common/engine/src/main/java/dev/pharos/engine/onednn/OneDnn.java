package dev.pharos.engine.onednn;

import dev.pharos.engine.tensor.NativeBackend;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.buffer.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The oneDNN library in this process, loaded once. It is another one than the one inside ND4J's
 * library, which can be reached through single operations on row-major tensors alone.
 */
public final class OneDnn {
  /** System property: {@code off} runs networks as Deeplearning4j graphs. */
  public static final String SETTING = "pharos.engine.onednn";

  /**
   * System property: {@code off} computes convolutions directly. Otherwise those of 3x3 with stride
   * 1 run by Winograd's algorithm where the processor has AVX-512, which is up to twice as fast and
   * errs by about 1e-4 of the largest value (Lavin and Gray 2015, F(4x4, 3x3)).
   */
  public static final String WINOGRAD = "pharos.engine.winograd";

  private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);

  private final dnnl_engine engine = new dnnl_engine();
  private final String version;
  private final boolean avx512;

  private OneDnn() {
    var number = dnnl.dnnl_version();
    version = number.major() + "." + number.minor() + "." + number.patch();
    avx512 =
        (dnnl.dnnl_get_effective_cpu_isa() & dnnl.dnnl_cpu_isa_avx512_core)
            == dnnl.dnnl_cpu_isa_avx512_core;
    Status.require(dnnl.dnnl_engine_create(engine, dnnl.dnnl_cpu, 0), "the processor");
  }

  /** The library is loaded when it is first asked for. */
  private static final class Loaded {
    static final Optional<OneDnn> LIBRARY = load();

    private static Optional<OneDnn> load() {
      try {
        var library = new OneDnn();
        LOG.info("Networks run on {}", library);
        return Optional.of(library);
      } catch (LinkageError | RuntimeException e) {
        LOG.info(
            "Networks run as Deeplearning4j graphs: oneDNN's own library is not there ({})",
            e.toString());
        return Optional.empty();
      }
    }
  }

  /** The library for networks of this process; empty where they run as Deeplearning4j graphs. */
  public static Optional<OneDnn> forNetworks() {
    boolean wanted = !isOff(SETTING) && NativeBackend.load().kind().equals("cpu");
    return wanted ? Loaded.LIBRARY : Optional.empty();
  }

  /** The same for networks of a number type: oneDNN computes in 32 bits. */
  public static Optional<OneDnn> forNetworks(DataType type) {
    return type == DataType.FLOAT ? forNetworks() : Optional.empty();
  }

  private static boolean isOff(String setting) {
    return "off".equals(System.getProperty(setting, "on").toLowerCase(Locale.ROOT));
  }

  dnnl_engine engine() {
    return engine;
  }

  /** Whether 3x3 convolutions may run by Winograd's algorithm. */
  boolean winograd() {
    return avx512 && !isOff(WINOGRAD);
  }

  /** Such as "oneDNN 2.5.2 blocked layouts, Winograd". */
  @Override
  public String toString() {
    return "oneDNN " + version + " blocked layouts" + (winograd() ? ", Winograd" : "");
  }
}
