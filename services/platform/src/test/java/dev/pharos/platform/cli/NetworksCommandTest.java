package dev.pharos.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks are shown without a platform: none answers at the shell's address. */
final class NetworksCommandTest {
  private final Shell shell = Shell.with("PHAROS_SERVER", "http://127.0.0.1:1");

  @Test
  void theListHasEachNetworkWithItsParameters() throws JsonProcessingException {
    var result = shell.run("networks");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("alexnet  ", "60,965,224", "googlenet", "6,998,552", "pattern");
    var list = Json.mapper().readTree(shell.run("networks", "--json").out());
    assertThat(list).hasSizeGreaterThanOrEqualTo(15);
    assertThat(list.get(0).get("name").asText()).isEqualTo("lenet5");
    assertThat(list.get(0).get("parameters").asLong()).isEqualTo(60_850);
    assertThat(list.get(0).get("settings").get(0).get("name").asText()).isEqualTo("activation");
  }

  @ParameterizedTest
  @CsvSource({
    "lenet5,60850",
    "alexnet,60965224",
    "alexnet-single,62378344",
    "alexnet-mnist,24351434",
    "alexnet-keras,72322532",
    "zfnet,62357608",
    "nin,966986",
    "vgg11,132863336",
    "vgg16,138357544",
    "vgg19,143667240",
    "googlenet,6998552",
    "resnet18,11689512",
    "resnet34,21797672",
    "resnet50,25557032"
  })
  void theDocumentHasTheTotalAndLayersThatAddUpToIt(String network, long parameters)
      throws JsonProcessingException {
    var document = document("networks", "show", network, "--json");

    assertThat(document.get("parameters").asLong()).isEqualTo(parameters);
    long sum = 0;
    for (var layer : document.get("layers")) {
      assertThat(layer.get("name").asText()).isNotBlank();
      assertThat(layer.get("output")).hasSize(3);
      assertThat(layer.get("multiplyAdds").asLong()).isNotNegative();
      sum += layer.get("auxiliary").asBoolean() ? 0 : layer.get("parameters").asLong();
    }
    assertThat(sum).isEqualTo(parameters);
  }

  @Test
  void classesInputAndSettingsAreTheUsers() throws JsonProcessingException {
    var document =
        document(
            "networks",
            "show",
            "alexnet-single",
            "--classes",
            "2",
            "--setting",
            "lrn=false",
            "--input",
            "195x227x3",
            "--json");

    assertThat(document.get("input").get("height").asInt()).isEqualTo(195);
    assertThat(document.get("classes").asInt()).isEqualTo(2);
    assertThat(document.get("settings").get(1).get("value").asText()).isEqualTo("false");
    assertThat(document.get("layers").findValuesAsText("name")).doesNotContain("norm1");
    // A row less of pool5's maps: 5 x 6 instead of 6 x 6.
    assertThat(document.get("parameters").asLong()).isEqualTo(58_289_538 - 6 * 256 * 4096);
  }

  @Test
  void memoryIsTheSumOfItsSourcesForTheBatchAndTheOptimizer() throws JsonProcessingException {
    var text = "INPUT(9x8x3) -> FC(2)";

    var sgd =
        document(
                "networks",
                "show",
                "--pattern",
                text,
                "--batch",
                "10",
                "--optimizer",
                "sgd",
                "--json")
            .get("memory");

    // 216 * 2 weights and 2 biases; 216 values go in, 2 come out and have gradients.
    assertThat(sgd.get("parametersBytes").asLong()).isEqualTo(4 * 434);
    assertThat(sgd.get("gradientsBytes").asLong()).isEqualTo(4 * 434);
    assertThat(sgd.get("updaterBytes").asLong()).isEqualTo(4 * 434);
    assertThat(sgd.get("activationsBytes").asLong()).isEqualTo(4 * 10 * (216 + 2 * 2));
    assertThat(sgd.get("trainingBytes").asLong()).isEqualTo(4 * (3 * 434 + 10 * 220));
    var adam = document("networks", "show", "--pattern", text, "--json").get("memory");
    assertThat(adam.get("updaterBytes").asLong()).isEqualTo(2 * 4 * 434);
    assertThat(adam.get("activationsBytes").asLong()).isEqualTo(4 * 32 * 220);
  }

  @Test
  void theTableHasEveryLayerAndTheTotals() {
    var result = shell.run("networks", "show", "googlenet", "--batch", "1");

    assertThat(result.out().lines())
        .anyMatch(line -> line.matches("inception3a/output +Concatenation +28x28x256 .*"))
        .anyMatch(line -> line.matches("head1/fc2 +Dense \\(training only\\) +1000 +1,025,000 .*"))
        .anyMatch(line -> line.matches("total +- +- +6,998,552 .*"))
        .anyMatch(line -> line.matches("total while training +- +- +13,378,280 .*"))
        .anyMatch(line -> line.matches("state of adam +107.0 MB"))
        .anyMatch(line -> line.matches("auxiliary +true +true, false"))
        .startsWith("googlenet: images of 224x224x3, 1,000 classes, 6,998,552 parameters");
  }

  @Test
  void aMistakeInAPatternIsPointedAt() {
    var result = shell.run("networks", "show", "--pattern", "INPUT -> RELUU -> FC");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines())
        .anyMatch(
            line -> line.contains("RELUU is not valid") && line.contains("did you mean RELU?"))
        .contains("  INPUT -> RELUU -> FC", "           ^^^^^");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "networks show | which network? lenet5, alexnet",
        "networks show alexnet-singel | did you mean alexnet-single?",
        "networks show lenet5 --classes 1 | classes: 1 is not valid; valid: 2 to",
        "networks show lenet5 --input 32x32 | input: 32x32 is not valid; write height x width",
        "networks show alexnet --input 224x224x3 | an input 223 or 227",
        "networks show lenet5 --setting lrn=true | valid: activation, connections, subsampling",
        "networks show lenet5 --batch 0 | --batch: 0 is not valid",
        "networks show lenet5 --pattern INPUT | --pattern is a network of your own and not lenet5",
        "networks show --pattern INPUT --setting pattern=INPUT | leave one out"
      })
  void whatCannotBeIsExplained(String line, String expected) {
    var result = shell.run(line.strip().split(" ", -1));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("pharos: ").contains(expected.strip());
    assertThat(result.out()).isEmpty();
  }

  private JsonNode document(String... arguments) throws JsonProcessingException {
    var result = shell.run(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    return Json.mapper().readTree(result.out());
  }
}
