package dev.pharos.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessorTest {

  @Test
  void readsNameAndFlagsOfTheFirstCore() {
    var processor =
        Processor.parse(
            List.of(
                "processor\t: 0", "model name\t: Some CPU @ 2GHz", "flags\t\t: fpu avx2 fma", ""));

    assertThat(processor.name()).isEqualTo("Some CPU @ 2GHz");
    assertThat(processor.flags()).containsExactlyInAnyOrder("fpu", "avx2", "fma");
  }

  @Test
  void choosesKernelsByInstructionSet() {
    assertThat(core("avx2", "fma")).contains("Haswell");
    assertThat(core("avx2", "fma", "sse4a")).contains("Zen");
    assertThat(core("avx2", "fma", "avx512f")).contains("Haswell");
    assertThat(core("avx2", "fma", "avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"))
        .contains("SkylakeX");
    assertThat(core("sse2")).isEmpty();
  }

  private static java.util.Optional<String> core(String... flags) {
    return new Processor("x", Set.of(flags)).openBlasCore();
  }
}
