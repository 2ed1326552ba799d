package dev.pharos.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.automation.AutomationRule;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.SweepSpec;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was once released stays readable, and is written as it was. */
class GoldenSamplesTest {
  static Stream<Class<?>> messages() {
    return Stream.concat(
        Stream.of(JobSpec.class, InspectionSpec.class, AutomationRule.class, SweepSpec.class),
        Topics.all().stream().flatMap(topic -> topic.messages().values().stream()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aSampleOfEachVersionIsReadAndWrittenBack(Class<?> message) throws IOException {
    var sample = sample(message);

    var read = MessageCodec.decode(message, sample);

    assertThat(MessageCodec.parse(MessageCodec.encode(read))).isEqualTo(MessageCodec.parse(sample));
  }

  private static byte[] sample(Class<?> message) throws IOException {
    var file = "/golden/" + MessageTypes.schemaFile(message);
    try (var in = GoldenSamplesTest.class.getResourceAsStream(file)) {
      assertThat(in).as("golden sample %s", file).isNotNull();
      return in.readAllBytes();
    }
  }
}
