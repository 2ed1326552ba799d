package dev.pharos.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document says what the code does. */
class AsyncApiTest {
  private static JsonNode document;

  @BeforeAll
  static void read() throws IOException {
    try (var in = AsyncApiTest.class.getResourceAsStream("asyncapi.yaml")) {
      document = new YAMLMapper().readTree(in);
    }
  }

  @Test
  void everyTopicIsAChannelWithItsMessages() {
    var documented = new ArrayList<String>();
    for (var channel : document.at("/channels")) {
      documented.add(
          describe(
              channel.at("/address").asText().replaceFirst("^pharos\\.", ""),
              channel.at("/bindings/kafka/partitions").asInt(),
              !channel.at("/bindings/kafka/topicConfiguration/cleanup.policy").isMissingNode(),
              typesOf(channel)));
    }
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Topics.all().stream()
                .map(t -> describe(t.name(), t.partitions(), t.compacted(), t.types()))
                .toList());
  }

  @Test
  void everyMessagePointsAtTheSchemaThatItsRecordIsCheckedAgainst() {
    for (var topic : Topics.all()) {
      for (var message : topic.messages().values()) {
        assertThat(
                document
                    .at("/components/messages/" + message.getSimpleName() + "/payload/schema/$ref")
                    .asText())
            .isEqualTo("schemas/" + MessageTypes.schemaFile(message));
      }
    }
  }

  private static List<String> typesOf(JsonNode channel) {
    var types = new ArrayList<String>();
    for (var message : channel.at("/messages")) {
      types.add(document.at(message.at("/$ref").asText().substring(1) + "/name").asText());
    }
    types.sort(null);
    return types;
  }

  private static String describe(
      String name, int partitions, boolean compacted, List<String> types) {
    return name + " " + partitions + (compacted ? " compacted " : " ") + types;
  }
}
