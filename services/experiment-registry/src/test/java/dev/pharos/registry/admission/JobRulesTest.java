package dev.pharos.registry.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.Violation;
import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.NetworkChoice;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobRulesTest {
  private static final DatasetLookup PETS =
      DatasetLookup.found(new DatasetFacts("pets", 1, List.of("cat", "dog"), 80, 10));

  @Test
  void aPlainJobMayRun() {
    assertThat(violations(job("lenet5", Map.of()), PETS)).isEmpty();
    assertThat(violations(job("alexnet-single", Map.of("lrn", "false")), PETS)).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsToldTogether() {
    var job = job("lenet5", Map.of("activation", "step", "depth", "9"));
    var missing = DatasetLookup.missing("dataset.name", "no such data set");
    assertThat(fields(violations(job, missing)))
        .containsExactly("network.settings.activation", "network.settings.depth", "dataset.name");
    assertThat(violations(job, missing).get(0).message())
        .isEqualTo("'step' is not valid; valid: leaky-relu, relu, scaled-tanh, sigmoid, tanh");
  }

  @Test
  void aMistakeInAPatternIsPointedAt() {
    var text = "INPUT -> KONV(3x3,8) -> FC(classes)";
    var violation = violations(job("pattern", Map.of("pattern", text)), PETS).get(0);
    assertThat(violation.field()).isEqualTo("network.settings.pattern");
    assertThat(violation.position()).isEqualTo(9);
    assertThat(violation.length()).isEqualTo(4);
    assertThat(violation.message()).contains("CONV");
    var fixed = Map.of("pattern", "INPUT(28x28x1) -> CONV(3x3,8) -> RELU -> FC(2)");
    assertThat(violations(job("pattern", fixed), PETS)).isEmpty();
  }

  @Test
  void anUnknownNetworkIsNamed() {
    var violation = violations(job("lenet6", Map.of()), PETS).get(0);
    assertThat(violation.field()).isEqualTo("network.name");
    assertThat(violation.message()).contains("'lenet6'", "did you mean lenet5?");
  }

  @Test
  void aClassifierNeedsTwoClassesAndTrainingImages() {
    var lonely = new DatasetFacts("lonely", 2, List.of("cat"), 0, 0);
    assertThat(violations(job("lenet5", Map.of()), DatasetLookup.found(lonely)))
        .extracting(Violation::message)
        .containsExactly(
            "version 2 of data set 'lonely' has 1 classes; a classifier needs at least 2",
            "version 2 of data set 'lonely' has no training images");
  }

  @Test
  void moreClassesThanANetworkCanTellAreRefused() {
    var many = new DatasetFacts("many", 1, Collections.nCopies((1 << 20) + 1, "x"), 9, 0);
    assertThat(fields(violations(job("lenet5", Map.of()), DatasetLookup.found(many))))
        .containsExactly("network");
  }

  @Test
  void namesAreOneReadableLine() {
    assertThat(fields(violations(named("a\nb", " ", Map.of()), PETS)))
        .containsExactly("name", "experiment");
    assertThat(fields(violations(named("a", "b", Map.of("k", "v\0")), PETS)))
        .containsExactly("tags.k");
    assertThat(fields(violations(named("a", "b", Map.of("k", "v".repeat(5_001))), PETS)))
        .containsExactly("tags.k");
    assertThat(violations(named("größer · 大", "b", Map.of("k", "two\nlines")), PETS)).isEmpty();
  }

  private static List<Violation> violations(JobSpec job, DatasetLookup dataset) {
    return JobRules.violations(job, new JobFacts(dataset, StartLookup.none(), List.of()));
  }

  private static List<String> fields(List<Violation> violations) {
    return violations.stream().map(Violation::field).toList();
  }

  private static JobSpec job(String network, Map<String, String> settings) {
    return new JobSpec(
        null,
        null,
        new NetworkChoice(network, settings),
        new DatasetChoice("pets", null),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static JobSpec named(String name, String experiment, Map<String, String> tags) {
    return new JobSpec(
        name,
        experiment,
        new NetworkChoice("lenet5", Map.of()),
        new DatasetChoice("pets", null),
        null,
        null,
        null,
        null,
        null,
        null,
        tags);
  }
}
