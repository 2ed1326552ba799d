package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Photographs of all sizes and formats through a large network. */
@ExtendWith(SharedPlatform.class)
final class PhotographsST {

  @Test
  void photographsTrainAlexNetAndAreClassified(PlatformProcess platform) throws Exception {
    var pharos = platform.pharos();
    var photographs = Images.photographs(20);

    pharos.run("dataset", "import", photographs.toString(), "--name", "photographs").ok();
    var trained =
        pharos
            .run(
                "train",
                "--network",
                "alexnet-single",
                "--dataset",
                "photographs",
                "--epochs",
                "1",
                "--batch-size",
                "8",
                "--lr",
                "0.0001",
                "--augmentation",
                "crop-mirror",
                "--register",
                "photographs",
                "--watch")
            .ok();
    var answer =
        pharos
            .run(
                "classify",
                "--model",
                "photographs@1",
                "--json",
                photographs.resolve("sunset/picture 0.jpg").toString(),
                photographs.resolve("forest/picture 2.gif").toString())
            .ok();

    assertThat(trained.out()).contains("succeeded").contains("photographs@1");
    var predictions = Json.mapper().readTree(answer.out());
    assertThat(predictions).hasSize(2);
    for (var each : predictions) {
      assertThat(each.path("predictions").findValuesAsText("label"))
          .containsExactlyInAnyOrder("forest", "sunset");
    }
  }
}
