package dev.pharos.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands about sweeps ask of a platform, and what they print. */
final class SweepCommandsTest {
  private static final String ID = "0198f2c5-11aa-7b02-8c41-5e2d9f7a6b30";
  private static final String RUN = "0198f2c4-7d3a-7c11-9a52-3f0b6a1d8e21";

  private FakePlatform platform;
  private Shell shell;

  @BeforeEach
  void start() {
    platform = new FakePlatform();
    shell = Shell.with("PHAROS_SERVER", platform.url());
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private static String sweep(String state) {
    return """
        {'id': '%s', 'name': 'rates', 'state': '%s', 'method': 'asha', 'metric': 'validation/top1-error',
         'trials': {'SUCCEEDED': 1, 'STOPPED': 2}, 'createdAt': '2026-11-22T20:00:00Z',
         'best': {'trial': 2, 'run': '%s', 'value': 0.0125, 'values': {'training.learningRate': 0.01}},
         'register': 'digits', 'version': 4, 'rungs': [{'time': 1, 'trials': 3, 'promoted': 1}],
         'importance': [{'parameter': 'training.learningRate', 'share': 0.75}]}"""
        .formatted(ID, state, RUN);
  }

  @Test
  void optionsBecomeASweepWithoutWhatTheRecipeSaysAnyway() throws IOException {
    platform.answers("POST /v1/sweeps", 201, sweep("RUNNING"));

    var line =
        "sweep start --network lenet5 --dataset digits --epochs 9 --method asha --trials 27"
            + " --divisor 3 --register digits --vary learningRate=1e-4..0.1:log"
            + " --vary batchSize=32,64 --vary network.settings.activation=tanh,relu";
    var result = shell.run(line.split(" "));

    assertThat(result.out().strip()).isEqualTo(ID);
    JsonNode asked = Json.mapper().readTree(platform.lastAsked().body());
    assertThat(asked.at("/parameters/training.learningRate/from").asDouble()).isEqualTo(1e-4);
    assertThat(asked.at("/parameters/training.learningRate/scale").asText()).isEqualTo("log");
    assertThat(asked.at("/parameters/training.batchSize/values").toString()).isEqualTo("[32,64]");
    assertThat(asked.at("/parameters/network.settings.activation/values").toString())
        .isEqualTo("[\"tanh\",\"relu\"]");
    assertThat(asked.at("/job/training").toString())
        .isEqualTo("{\"recipe\":\"adam\",\"epochs\":9}");
    assertThat(asked.at("/job/register").isMissingNode()).isTrue();
    assertThat(asked.get("register").asText()).isEqualTo("digits");
    assertThat(asked.at("/halving/divisor").asInt()).isEqualTo(3);
    assertThat(asked.get("maxTrials").asInt()).isEqualTo(27);
  }

  @Test
  void aSweepIsShownWithItsTrials() {
    platform
        .answers("GET /v1/sweeps", 200, "{'items': [" + sweep("SUCCEEDED") + "]}")
        .answers("GET /v1/sweeps/" + ID, 200, sweep("SUCCEEDED"))
        .answers(
            "GET /v1/sweeps/" + ID + "/trials",
            200,
            """
            {'items': [{'number': 2, 'state': 'SUCCEEDED', 'values': {'training.learningRate': 0.01},
              'value': 0.0125, 'epoch': 9, 'rungs': [0.5]}]}
            """);

    assertThat(shell.run("sweep", "list").out()).contains("rates", "asha", "3/3", "0.01250");
    assertThat(shell.run("sweep", "show", "last").out())
        .contains("3/3 trials, 2 stopped early, best 0.01250")
        .contains("in trial 2 (run " + RUN + "): learningRate=0.01")
        .contains("model       digits@4")
        .contains("after 1: 3 trials")
        .contains("learningRate 75.00%")
        .containsPattern("2 +SUCCEEDED +9 +0.01250 +learningRate=0.01");
    assertThat(shell.run("sweep", "watch", "last").out()).contains("model digits@4");
  }

  @Test
  void aSweepThatFailedEndsWatchingWith1() {
    platform.answers("GET /v1/sweeps/" + ID, 200, sweep("CANCELLED"));

    var result = shell.run("sweep", "watch", ID);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("was cancelled");
  }

  @Test
  void whatCannotBeReadIsWrongUsage() {
    var line = "sweep start --network n --dataset d --vary momentum=0.1..0.9:lin";
    var result = shell.run(line.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("':lin' is none of :log, :whole, :step=S, :count=N");
  }
}
