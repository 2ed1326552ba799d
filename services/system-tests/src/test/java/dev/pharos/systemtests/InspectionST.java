package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Looks into a trained network, from the command line through Kafka to a worker and back. */
@ExtendWith(SharedPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InspectionST {
  private static final String NAME = "seen-digits";

  private Pharos pharos;

  @BeforeAll
  void train(PlatformProcess platform) throws IOException {
    pharos = platform.pharos();
    pharos.run("dataset", "import", Images.digits(200, 9).toString(), "--name", NAME).ok();
    pharos
        .run(
            "train",
            "--network",
            "lenet5",
            "--dataset",
            NAME,
            "--epochs",
            "3",
            "--register",
            NAME,
            "--watch")
        .ok();
  }

  @Test
  void everyKindComesBackAsPicturesAndFigures(@TempDir Path folder) throws IOException {
    looked(folder, "filters", NAME);
    looked(folder, "deconvolution", NAME + "@1", "--maps", "3,5", "--images", "40");
    looked(folder, "occlusion", NAME, "--image", "3", "--square", "8", "--stride", "8");
    looked(folder, "evolution", "--run", run(), "--layer", "c3", "--count", "2", "--images", "20");
    looked(folder, "dense", NAME, "--scale", "1.5");
    var text = looked(folder, "evaluation", NAME, "--crops", "ten");

    assertThat(text).contains(" images, ten: top-1 error").contains("precision");
    assertThat(json(folder, "evolution.json").path("steps")).hasSize(3);
    assertThat(json(folder, "deconvolution.json").at("/maps/1/map").asInt()).isEqualTo(5);
    assertThat(json(folder, "evaluation.json").path("confusion")).hasSize(10);
    for (var name : List.of("filters", "deconvolution", "occlusion", "evolution", "dense")) {
      assertThat(ImageIO.read(folder.resolve(name + ".png").toFile())).as(name).isNotNull();
    }
    // What was looked at before is there at once, and is the same.
    var first = Files.readAllBytes(folder.resolve("filters.png"));
    looked(folder, "filters", "--run", run());
    assertThat(Files.readAllBytes(folder.resolve("filters.png"))).isEqualTo(first);
  }

  @Test
  void whatDoesNotFitIsRefusedOrFailsInWords() {
    var refused = pharos.run("inspect", "occlusion", NAME, "--label", "moon");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("label: class 'moon' does not exist; valid: 0, 1, 2");

    var failed = pharos.run("inspect", "filters", NAME, "--layer", "c9");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err()).contains("failed: layer: c9 is not valid; valid:");
  }

  private String run() throws IOException {
    var model = pharos.run("models", "show", NAME, "--json").ok().out();
    return Json.mapper().readTree(model).at("/versions/0/run").asText();
  }

  private String looked(Path folder, String... words) {
    var all = new ArrayList<String>(List.of("inspect"));
    all.addAll(List.of(words));
    all.addAll(List.of("--out", folder.toString()));
    return pharos.run(all.toArray(String[]::new)).ok().out();
  }

  private static JsonNode json(Path folder, String name) throws IOException {
    return Json.mapper().readTree(folder.resolve(name).toFile());
  }
}
