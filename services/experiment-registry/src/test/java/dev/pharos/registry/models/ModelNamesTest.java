package dev.pharos.registry.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"champion", "v1-candidate", "V", "2026", "a_b-c", "latest2"})
  void theseAreAliases(String alias) {
    assertThat(ModelNames.violationOfAlias("alias", alias)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "Latest", "v1", "V12", "a b", "a/b", "a.b", "ä"})
  void theseAreNot(String alias) {
    var violation = ModelNames.violationOfAlias("alias", alias);
    assertThat(violation).isPresent();
    assertThat(violation.get().message()).contains("'" + alias + "'", "valid: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits", "a", "0.1", "Digits_v2-final"})
  void theseAreModels(String name) {
    assertThat(ModelNames.violationOfModel("name", name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "a/b", "a b", "a@b", "-a", "a:b"})
  void theseAreNoModels(String name) {
    assertThat(ModelNames.violationOfModel("name", name)).isPresent();
  }
}
