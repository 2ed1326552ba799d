package dev.pharos.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands about rules ask of a platform, and what they print. */
final class AutomationsCommandsTest {
  private static final String PATH = "/v1/automations/retrain";
  private static final String RULE =
      """
      {'on': {'type': 'dev.pharos.dataset.ready.v1'}, 'when': 'true', 'enabled': true,
       'limit': {'times': 60, 'seconds': 3600}, 'do': {'submit': {'job': {}}}}""";
  private static final String AUTOMATION =
      "{'name': 'retrain', 'rule': %s, 'createdBy': 'x', 'firings': 3}".formatted(RULE);

  @TempDir private Path folder;
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

  @Test
  void rulesAreListedSetAndRemoved() throws IOException {
    platform.answers("GET /v1/automations", 200, "{'items': [%s]}".formatted(AUTOMATION));
    assertThat(shell.run("automations", "list").out())
        .contains("retrain", "dev.pharos.dataset.ready.v1", "yes", "3");

    var file = Files.writeString(folder.resolve("rule.json"), RULE.replace('\'', '"')).toString();
    platform.answers("PUT " + PATH, 201, AUTOMATION);
    assertThat(shell.run("automations", "set", "retrain", file).out()).contains("retrain is set");
    assertThat(platform.lastAsked().body()).contains("dev.pharos.dataset.ready.v1");

    platform.answers("DELETE " + PATH, 204, "");
    assertThat(shell.run("automations", "remove", "retrain").out()).contains("is removed");
    var missing = shell.run("automations", "set", "retrain", folder.resolve("no").toString());
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("cannot read");
  }

  @Test
  void aRuleIsSwitchedAndShown() {
    platform.answers("GET " + PATH, 200, AUTOMATION);
    platform.answers("PUT " + PATH, 200, AUTOMATION);

    assertThat(shell.run("automations", "disable", "retrain").out()).contains("is disabled");
    assertThat(platform.lastAsked().body()).contains("\"enabled\":false");
    assertThat(shell.run("automations", "enable", "retrain").out()).contains("is enabled");
    assertThat(platform.lastAsked().body()).contains("\"enabled\":true");
    assertThat(shell.run("automations", "show", "retrain").out())
        .contains("\"when\" : \"true\"")
        .doesNotContain("createdBy");
  }

  @Test
  void whatItWouldDoAndDidIsTold() throws IOException {
    var file = Files.writeString(folder.resolve("rule.json"), RULE.replace('\'', '"')).toString();
    platform.answers(
        "POST /v1/automation-trials",
        200,
        """
        {'items': [{'id': 'e1', 'held': true, 'state': 'DONE', 'detail': 'run x was submitted'},
         {'id': 'e2', 'held': false}, {'id': 'e3', 'error': 'x is not present'}]}""");
    assertThat(shell.run("automations", "try", file, "--limit", "3").out())
        .contains("done: run x was submitted", "e2", "x is not present");
    assertThat(platform.lastAsked().uri()).contains("limit=3");

    platform.answers(
        "GET " + PATH + "/firings",
        200,
        """
        {'items': [{'eventType': 'dev.pharos.dataset.ready.v1', 'state': 'LIMITED',
         'detail': 'left out', 'firedAt': '2026-11-22T10:00:00Z'}]}""");
    assertThat(shell.run("automations", "history", "retrain").out())
        .contains("limited", "left out");
  }
}
