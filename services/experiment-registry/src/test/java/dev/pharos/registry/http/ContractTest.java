package dev.pharos.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.job.JobSpec;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The contract says of jobs what their schema says. */
class ContractTest {
  private static final JsonNode CONTRACT = contract();

  private static JsonNode contract() {
    try (var in = ContractTest.class.getResourceAsStream("/" + Api.CONTRACT)) {
      Map<String, Object> document = new Yaml().load(in);
      return Json.mapper().valueToTree(document);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode schema() {
    var path = "/dev/pharos/contracts/schemas/job-spec.v1.json";
    try (var in = ContractTest.class.getResourceAsStream(path)) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void jobsHaveTheSameFieldsAndLimits() {
    var job = CONTRACT.at("/components/schemas/Job");
    var schema = schema();
    compare("job", job, schema, schema);
  }

  private static void compare(String where, JsonNode ours, JsonNode given, JsonNode root) {
    var theirs = resolved(given, root);
    for (var limit : new String[] {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}) {
      if (ours.has(limit)) {
        assertThat(ours.get(limit).asDouble())
            .as(where + "." + limit)
            .isEqualTo(theirs.path(limit).asDouble(Double.NaN));
      }
    }
    var fields = new TreeSet<String>();
    theirs.path("properties").fieldNames().forEachRemaining(fields::add);
    var named = new TreeSet<String>();
    ours.path("properties").fieldNames().forEachRemaining(named::add);
    assertThat(named).as(where).isEqualTo(fields);
    assertThat(ours.path("required")).as(where).isEqualTo(theirs.path("required"));
    named.forEach(
        name ->
            compare(
                where + "." + name,
                ours.at("/properties/" + name),
                theirs.at("/properties/" + name),
                root));
  }

  private static JsonNode resolved(JsonNode schema, JsonNode root) {
    return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  @Test
  void theExamplesAreJobs() {
    var examples =
        CONTRACT.at("/paths/~1v1~1jobs/post/requestBody/content/application~1json/examples");
    assertThat(examples).isNotEmpty();
    for (var example : examples) {
      try {
        MessageCodec.decode(JobSpec.class, example.get("value"));
      } catch (InvalidMessageException e) {
        throw new AssertionError(example.get("summary") + ": " + e.getMessage(), e);
      }
    }
  }
}
