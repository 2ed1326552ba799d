package dev.pharos.engine.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The processor, as Linux describes it; elsewhere only its architecture is known.
 *
 * @param name such as "AMD EPYC"
 * @param flags instruction sets; empty where they are not known
 */
public record Processor(String name, Set<String> flags) {
  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");
  private static final Set<String> AVX512 =
      Set.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");

  public Processor {
    flags = Set.copyOf(flags);
  }

  /** The processor this runs on. */
  public static Processor here() {
    try {
      return Files.isReadable(DESCRIPTION)
          ? parse(Files.readAllLines(DESCRIPTION))
          : new Processor(System.getProperty("os.arch"), Set.of());
    } catch (IOException e) {
      return new Processor(System.getProperty("os.arch"), Set.of());
    }
  }

  static Processor parse(List<String> lines) {
    var name = value(lines, "model name").orElse(System.getProperty("os.arch"));
    var flags = value(lines, "flags").map(text -> text.split("\\s+")).orElse(new String[0]);
    return new Processor(name, Arrays.stream(flags).collect(Collectors.toSet()));
  }

  private static Optional<String> value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key) && line.indexOf(':') >= 0)
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  /**
   * The kernels OpenBLAS 0.3.19 should take, the value for OPENBLAS_CORETYPE; it does not know
   * processors younger than itself and takes those of a Pentium 4 for them. Empty where it can be
   * left to choose.
   */
  public Optional<String> openBlasCore() {
    if (flags.containsAll(AVX512)) {
      return Optional.of("SkylakeX");
    }
    if (flags.contains("avx2") && flags.contains("fma")) {
      return Optional.of(flags.contains("sse4a") ? "Zen" : "Haswell");
    }
    return Optional.empty();
  }

  /**
   * What one core should do at least in a matrix product, in GFLOP/s; far below what its
   * instructions allow.
   */
  double leastGflops() {
    if (flags.containsAll(AVX512)) {
      return 40;
    }
    return flags.contains("avx2") ? 20 : 0;
  }
}
