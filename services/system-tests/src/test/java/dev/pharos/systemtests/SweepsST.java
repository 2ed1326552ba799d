package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A sweep from the command line to the registered model, with real training. */
@ExtendWith(SharedPlatform.class)
final class SweepsST {
  private static final String NAME = "sweep-digits";

  @Test
  void theBetterTrialsGoOnAndTheBestIsRegistered(PlatformProcess platform) throws IOException {
    var pharos = platform.pharos();
    pharos.run("dataset", "import", Images.digits(200, 8).toString(), "--name", NAME).ok();
    var line =
        "sweep start --network lenet5 --dataset sweep-digits --epochs 4 --method asha --divisor 2"
            + " --trials 4 --concurrent 2 --vary learningRate=0.0001..0.1:log"
            + " --vary batchSize=16,32 --register sweep-digits --name rates --watch";

    var swept = pharos.run(line.split(" ")).ok();

    assertThat(swept.err()).contains("4 trials");
    assertThat(swept.out())
        .containsPattern("best validation/top1-error [0-9.]+ in trial [1-4] \\(run ")
        .contains("model sweep-digits@1");
    var sweep = json(pharos, "sweep", "show", "last", "--json");
    assertThat(sweep.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(sweep.at("/rungs").findValuesAsText("time")).containsExactly("1", "2", "4");
    assertThat(sweep.at("/rungs/0/trials").asInt()).isEqualTo(4);
    assertThat(sweep.at("/trials/STOPPED").asInt() + sweep.at("/trials/SUCCEEDED").asInt())
        .isEqualTo(4);
    var best = json(pharos, "run", "show", sweep.at("/best/run").asText(), "--json");
    assertThat(best.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(best.at("/tags/pharos.sweep").asText()).isEqualTo(sweep.get("id").asText());
    assertThat(best.at("/metrics").path("validation/top1-error").asDouble())
        .isEqualTo(sweep.at("/best/value").asDouble());
    var runs = json(pharos, "runs", "--dataset", NAME, "--json");
    assertThat(StreamSupport.stream(runs.spliterator(), false).count()).isEqualTo(4);
  }

  private static JsonNode json(Pharos pharos, String... arguments) throws IOException {
    return Json.mapper().readTree(pharos.run(arguments).ok().out());
  }
}
