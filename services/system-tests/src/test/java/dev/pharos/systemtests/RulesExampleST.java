package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.platform.client.RegisteredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of docs/rules.md, word for word: a new version of a data set is trained on, and what
 * is better is served, with no hand in between.
 */
@ExtendWith(SharedPlatform.class)
final class RulesExampleST {
  private static final String NAME = "ruled";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void newDataEndsInAServedNetwork(PlatformProcess platform) throws Exception {
    var rules = rules();
    var pharos = platform.pharos();
    var tried = pharos.run("automations", "try", rules.get(0).toString()).ok();
    assertThat(tried.out()).doesNotContain("submitted: " + NAME);
    pharos.run("automations", "set", "retrain", rules.get(0).toString()).ok();
    pharos.run("automations", "set", "serve", rules.get(1).toString()).ok();

    pharos.run("dataset", "import", Images.digits(200, 41).toString(), "--name", NAME).ok();
    await().atMost(LIMIT).until(() -> served(platform));
    pharos.run("dataset", "import", Images.digits(200, 42).toString(), "--name", NAME).ok();
    await()
        .atMost(LIMIT)
        .until(
            () -> pharos.run("automations", "history", "serve").ok().out(),
            history -> history.contains(", measured on " + NAME + " version 2"));

    var picture = Images.digits(1, 50);
    try (var files = Files.walk(picture)) {
      var image = files.filter(Files::isRegularFile).findFirst().orElseThrow().toString();
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  pharos.run("classify", "--model", NAME + "@champion", image, "--json").exitCode()
                      == 0);
    }
    assertThat(pharos.run("automations", "history", "retrain").ok().out())
        .contains("was submitted: " + NAME + " 1", "was submitted: " + NAME + " 2");
    assertThat(pharos.run("automations", "history", "serve").ok().out())
        .contains("there was none", "test/top1-error is");
    pharos.run("automations", "remove", "retrain").ok();
    pharos.run("automations", "remove", "serve").ok();
  }

  private static boolean served(PlatformProcess platform) {
    return platform.client().get("/v1/models").items(RegisteredModel.class).stream()
        .anyMatch(model -> model.name().equals(NAME) && model.aliases().containsKey("champion"));
  }

  private List<Path> rules() throws IOException {
    var text = Files.readString(Checkout.root().resolve("docs/rules.md"));
    var files = List.of(folder.resolve("retrain.json"), folder.resolve("serve.json"));
    var blocks = JSON.matcher(text).results().map(MatchResult::group).toList();
    assertThat(blocks).hasSize(2);
    for (var i = 0; i < 2; i++) {
      var json = blocks.get(i).replace("```json", "").replace("```", "");
      Files.writeString(files.get(i), json.replace("photos", NAME));
    }
    return files;
  }
}
