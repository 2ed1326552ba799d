package dev.pharos.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaSupportTest {

  /** The capabilities are those of NVIDIA's list of CUDA-enabled products. */
  @ParameterizedTest
  @CsvSource({
    "Tesla M2090, 2, 0, false",
    "Tesla K40, 3, 5, false",
    "Tesla K80, 3, 7, true",
    "Tesla V100, 7, 0, true",
    "NVIDIA A100, 8, 0, true",
    "NVIDIA L4, 8, 9, true",
    "NVIDIA H100, 9, 0, false",
    "NVIDIA GeForce RTX 5090, 12, 0, false"
  })
  void takesCardsThatTheBackendHasCodeFor(String name, int major, int minor, boolean taken) {
    var support =
        CudaSupport.of(
            true, answer(new CudaDevice("GPU-1", name, major, minor, 1L << 34, "535")), null);

    assertThat(support.devices()).hasSize(taken ? 1 : 0);
    assertThat(support.reason().isPresent()).isEqualTo(!taken);
    support
        .reason()
        .ifPresent(reason -> assertThat(reason).contains(name, major + "." + minor, "3.7 to 8.9"));
  }

  @Test
  void namesADriverThatIsTooOld() {
    var support =
        CudaSupport.of(
            true, answer(new CudaDevice("GPU-1", "Tesla V100", 7, 0, 1L << 34, "418.87.01")), null);

    assertThat(support.devices()).isEmpty();
    assertThat(support.reason())
        .hasValueSatisfying(r -> assertThat(r).contains("418.87.01", "450"));
  }

  @Test
  void tellsHowToBuildForACardThatIsThere() {
    var support =
        CudaSupport.of(
            false, answer(new CudaDevice("GPU-1", "Tesla V100", 7, 0, 1L << 34, "535")), null);

    assertThat(support.reason())
        .hasValueSatisfying(r -> assertThat(r).contains("Tesla V100", "-Pcuda"));
  }

  @Test
  void saysWhyTheBackendIsNotUsedAndNothingWhereThereIsNeitherCardNorBackend() {
    var none = NvidiaDriver.Answer.none("there is no NVIDIA driver here");

    assertThat(CudaSupport.of(true, none, null).reason())
        .hasValue("there is no NVIDIA driver here");
    assertThat(CudaSupport.of(false, none, null).reason()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, A",
    "1, B",
    "'0,1', AB",
    "'1, 0', BA",
    "'1,7,0', B",
    "'GPU-bb7,-1', B",
    "GPU-b, B",
    "GPU-bb7, B",
    "2, ",
    "-1, ",
    "'', ",
    "GPU-c, "
  })
  void takesTheCardsThatTheEnvironmentChooses(String visible, String names) {
    var driver =
        new NvidiaDriver.Answer(
            List.of(
                new CudaDevice("GPU-aa1", "A", 8, 0, 1L << 34, "535"),
                new CudaDevice("GPU-bb7", "B", 8, 6, 1L << 34, "535")),
            Optional.empty());

    var support = CudaSupport.of(true, driver, visible);

    assertThat(support.devices())
        .extracting(CudaDevice::name)
        .containsExactly(names == null ? new String[0] : names.split(""));
    if (names == null) {
      assertThat(support.reason())
          .hasValue("CUDA_VISIBLE_DEVICES=" + visible + " hides every card");
    }
  }

  @Test
  void takesAllCardsUpToTheFirstThatItCannotUse() {
    var answer =
        new NvidiaDriver.Answer(
            List.of(
                new CudaDevice("GPU-1", "A", 8, 0, 1L << 34, "535"),
                new CudaDevice("GPU-2", "A", 8, 0, 1L << 34, "535"),
                new CudaDevice("GPU-3", "H200", 9, 0, 1L << 34, "535"),
                new CudaDevice("GPU-4", "A", 8, 0, 1L << 34, "535")),
            Optional.empty());

    var support = CudaSupport.of(true, answer, null);

    assertThat(support.devices()).extracting(CudaDevice::uuid).containsExactly("GPU-1", "GPU-2");
    assertThat(support.reason()).hasValueSatisfying(r -> assertThat(r).contains("H200", "9.0"));
    assertThat(CudaSupport.of(true, answer, "0,1").reason()).isEmpty();
  }

  @Test
  void aBackendThatDidNotStartIsNoDevice() {
    var support =
        CudaSupport.of(
            true, answer(new CudaDevice("GPU-1", "Tesla V100", 7, 0, 1L << 34, "535")), null);

    assertThat(support.loaded(true)).isEqualTo(support);
    assertThat(support.loaded(false).devices()).isEmpty();
    assertThat(support.loaded(false).reason())
        .hasValueSatisfying(r -> assertThat(r).contains("Tesla V100", "did not start"));
  }

  private static NvidiaDriver.Answer answer(CudaDevice device) {
    return new NvidiaDriver.Answer(List.of(device), Optional.empty());
  }
}
