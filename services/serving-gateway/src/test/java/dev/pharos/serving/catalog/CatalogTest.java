package dev.pharos.serving.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.model.ModelChanged;
import dev.pharos.contracts.model.ModelVersion;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final Catalog DIGITS =
      Catalog.empty()
          .with(model("digits", 5, 3, Map.of("champion", 2, "shadow", 3)))
          .with(model("animals", 1, 2, Map.of()))
          .with(model("empty", 1, 0, Map.of()));

  @Test
  void servesTheChampionWhereNothingIsNamed() {
    var choice = DIGITS.resolve(ModelSelector.standard("digits"));

    assertThat(choice.alias()).contains("champion");
    assertThat(choice.version().version()).isEqualTo(2);
  }

  @Test
  void servesTheNewestVersionWhereThereIsNoChampion() {
    var choice = DIGITS.resolve(ModelSelector.standard("animals"));

    assertThat(choice.alias()).isEmpty();
    assertThat(choice.version().version()).isEqualTo(2);
  }

  @Test
  void findsAliasesAndVersions() {
    assertThat(DIGITS.resolve(ModelSelector.alias("digits", "shadow")).version().version())
        .isEqualTo(3);
    assertThat(DIGITS.resolve(ModelSelector.version("digits", 1)).version().version()).isEqualTo(1);
    assertThat(DIGITS.resolve(ModelSelector.ofPath("digits", "3")).alias()).isEmpty();
    assertThat(DIGITS.resolve(ModelSelector.ofPath("digits", "shadow")).alias()).contains("shadow");
  }

  @Test
  void listsWhatThereIsWhenSomethingIsNot() {
    assertThatThrownBy(() -> DIGITS.resolve(ModelSelector.standard("digit")))
        .isInstanceOf(UnknownModelException.class)
        .hasMessage("there is no model 'digit'; there are animals, digits, empty");
    assertThatThrownBy(() -> DIGITS.resolve(ModelSelector.alias("digits", "best")))
        .hasMessage("model 'digits' has no alias 'best'; its aliases are champion, shadow");
    assertThatThrownBy(() -> DIGITS.resolve(ModelSelector.alias("animals", "champion")))
        .hasMessage("model 'animals' has no alias 'champion'; it has none");
    assertThatThrownBy(() -> DIGITS.resolve(ModelSelector.version("digits", 4)))
        .hasMessage("model 'digits' has no version 4; its versions are 1, 2, 3");
    assertThatThrownBy(() -> DIGITS.resolve(ModelSelector.standard("empty")))
        .hasMessage("model 'empty' has no version yet");
    assertThatThrownBy(() -> Catalog.empty().resolve(ModelSelector.standard("digits")))
        .hasMessage("there is no model 'digits'; there are none");
  }

  @Test
  void takesEitherAliasOrVersion() {
    assertThatThrownBy(() -> new ModelSelector("digits", "champion", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give one of them");
  }

  @Test
  void ignoresWhatIsOlderThanWhatItKnows() {
    var late = DIGITS.with(model("digits", 4, 1, Map.of("champion", 1)));

    assertThat(late).isSameAs(DIGITS);
    assertThat(
            DIGITS
                .with(model("digits", 6, 3, Map.of("champion", 3)))
                .resolve(ModelSelector.standard("digits"))
                .version()
                .version())
        .isEqualTo(3);
  }

  private static ModelChanged model(
      String name, long revision, int versions, Map<String, Integer> aliases) {
    return new ModelChanged(
        name,
        revision,
        IntStream.rangeClosed(1, versions)
            .mapToObj(
                version ->
                    new ModelVersion(
                        version,
                        new UUID(0, version),
                        new ArtifactRef("sha256:" + "0".repeat(64), 1),
                        Instant.EPOCH))
            .toList(),
        aliases,
        Instant.EPOCH);
  }
}
