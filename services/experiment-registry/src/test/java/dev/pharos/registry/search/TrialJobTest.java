package dev.pharos.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.Optimizer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TrialJobTest {
  private static final UUID SWEEP = UUID.fromString("0198f2c5-11aa-7b02-8c41-5e2d9f7a6b30");

  @Test
  void valuesGoToTheirPlacesAndTheSweepsJobStaysAsItIs() {
    var spec = ProposalsTest.spec("{\"parameters\": {\"training.momentum\": {\"values\": [1]}}}");
    var before = spec.job().deepCopy();

    var job =
        decode(
            TrialJob.of(
                spec.settled("rates", 4, null),
                Map.of(
                    "training.learningRate",
                    DoubleNode.valueOf(0.02),
                    "network.settings.dropout",
                    DoubleNode.valueOf(0.5)),
                SWEEP,
                3));

    assertThat(job.training().learningRate()).isEqualTo(0.02);
    assertThat(job.network().settings()).containsEntry("dropout", "0.5");
    assertThat(job.name()).isEqualTo("rates #3");
    assertThat(job.tags())
        .containsEntry("pharos.sweep", SWEEP.toString())
        .containsEntry("pharos.trial", "3");
    assertThat(spec.job()).isEqualTo(before);
  }

  @Test
  void aRecipeThatVariesBringsItsOwnDefaults() {
    var spec =
        ProposalsTest.spec(
            "{\"parameters\": {\"training.recipe\": {\"values\": [\"adam\", \"alexnet-paper\"]}}}");
    Map<String, JsonNode> paper = Map.of("training.recipe", TextNode.valueOf("alexnet-paper"));

    assertThat(decode(TrialJob.of(spec, paper)).training().optimizer()).isEqualTo(Optimizer.SGD);
  }

  @Test
  void withRungsInEpochsATrialTrainsToTheLastOne() {
    var spec =
        ProposalsTest.spec(
            """
            {"method": "asha", "halving": {"maxTime": 27},
             "parameters": {"training.momentum": {"from": 0.1, "to": 0.9}}}
            """);

    assertThat(decode(TrialJob.of(spec, Map.of())).training().epochs()).isEqualTo(27);
  }

  private static JobSpec decode(JsonNode job) {
    return MessageCodec.decode(JobSpec.class, job);
  }
}
