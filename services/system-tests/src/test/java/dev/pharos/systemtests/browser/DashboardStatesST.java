package dev.pharos.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard when there is nothing, when the platform is away, and when it changes its mind. */
@BrowserTest
class DashboardStatesST {
  private static final String RUN =
      """
      {"id": "%s", "name": "%s", "experiment": "default", "state": "%s", "network": "lenet5",
       "dataset": {"name": "digits", "version": 1}, "attempt": 1, "priority": 50, "metrics": {}, "tags": {},
       "createdAt": "2026-11-21T10:00:00Z"}
      """;

  private CannedServer server;

  @BeforeEach
  void start(CannedServer started) {
    server = started;
  }

  @ParameterizedTest
  @CsvSource({
    "/runs, No runs yet, ./pharos train",
    "/datasets, No data sets yet, ./pharos dataset import",
    "/models, No registered models yet, --register",
    "/classify, No model to ask yet, ./pharos train"
  })
  void whereNothingIsThePageSaysWhatToDo(String path, String title, String command, Visit visit) {
    visit.to(server.url(), path);

    assertThat(visit.heading(title)).isVisible();
    assertThat(visit.page().locator(".empty pre")).containsText(command);
    assertThat(visit.page().locator(".empty a.button")).isVisible();
  }

  @Test
  void anAddressThatLeadsNowhereSaysSo(Visit visit) {
    visit.to(server.url(), "/no/such/page");

    assertThat(visit.heading("There is no such page")).isVisible();
    visit.link("Go to the runs").click();
    assertThat(visit.heading("Runs")).isFocused();
  }

  @Test
  void aRunAppearsAndChangesWithoutReload(Visit visit) throws IOException {
    visit.to(server.url(), "/runs");
    assertThat(visit.heading("No runs yet")).isVisible();
    Awaitility.await().until(() -> server.followers() == 1);

    server.send("run", run("1", "first", "QUEUED"));
    assertThat(visit.page().locator("tr[data-run='1']")).containsText("Queued");
    server.send("run", run("1", "first", "FAILED"));
    assertThat(visit.page().locator("tr[data-run='1']")).containsText("Failed");
  }

  @Test
  void allRunsAreSearchedAndRankedAndNotThoseAloneThatAreShown(Visit visit) {
    var page = "{\"items\": [%s, %s]}";
    server.answer(
        "/v1/runs", 200, page.formatted(run("1", "a needle", "FAILED"), run("2", "hay", "FAILED")));
    visit.to(server.url(), "/runs");
    assertThat(visit.link("hay")).isVisible();

    visit.page().getByLabel("Search runs").fill(" Needle");
    assertThat(visit.link("hay")).isHidden();
    visit.button("Test error").click();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(server.query("/v1/runs"))
                    .contains("text=Needle", "sort=test/top1-error")
                    .doesNotContain("order"));
    assertThat(visit.page().locator("th[aria-sort=ascending]")).hasText("Test error");

    visit.page().reload();
    assertThat(visit.link("a needle")).isVisible();
    visit.button("Test error").click();
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(server.query("/v1/runs")).contains("text=Needle", "order=desc"));
  }

  @Test
  void whatWasMissedWhileThePlatformWasAwayIsFetched(Visit visit) throws IOException {
    server.answer("/v1/runs", 200, "{\"items\": [" + run("1", "before", "RUNNING") + "]}");
    visit.to(server.url(), "/runs");
    assertThat(visit.link("before")).isVisible();

    server.breakOff();
    assertThat(visit.text("Connection lost")).isVisible();
    assertThat(visit.link("before")).isVisible();

    server.answer("/v1/runs", 200, "{\"items\": [" + run("1", "after", "SUCCEEDED") + "]}");
    server.comeBack();
    assertThat(visit.link("after")).isVisible();
    assertThat(visit.text("Connection lost")).isHidden();
  }

  @Test
  void aPageOpenedWhileThePlatformIsAwayRecovers(Visit visit) throws IOException {
    visit.to(server.url(), "/runs");
    assertThat(visit.heading("No runs yet")).isVisible();
    server.breakOff();
    assertThat(visit.text("Connection lost")).isVisible();

    visit.link("Models").click();
    assertThat(visit.text("The platform does not answer")).isVisible();
    server.comeBack();
    assertThat(visit.heading("No registered models yet")).isVisible();
    assertThat(visit.text("The platform does not answer")).isHidden();
  }

  @Test
  void aSessionThatEndsBringsTheLogIn(Visit visit) {
    visit.to(server.url(), "/runs");
    assertThat(visit.heading("No runs yet")).isVisible();

    server.answer("/v1/models", 401, "{\"title\": \"Unauthorized\", \"status\": 401}");
    visit.link("Models").click();
    assertThat(visit.field("Token")).isFocused();
  }

  @Test
  void anErrorOfThePlatformIsTold(Visit visit) {
    server.answer(
        "/v1/models",
        500,
        "{\"title\": \"It broke\", \"status\": 500, \"detail\": \"the disk is full\"}");
    visit.to(server.url(), "/models");

    assertThat(visit.page().locator("[role=alert]")).containsText("the disk is full");
    server.answer("/v1/models", 200, "{\"items\": []}");
    visit.button("Try again").click();
    assertThat(visit.heading("No registered models yet")).isVisible();
  }

  @Test
  void namesAreTextAndNeverMarkup(Visit visit) {
    var name = "<img src=x onerror=alert(1)>";
    server.answer("/v1/runs", 200, "{\"items\": [" + run("1", name, "QUEUED") + "]}");
    visit.to(server.url(), "/runs");

    assertThat(visit.link(name)).isVisible();
    assertThat(visit.page().locator("td img")).hasCount(0);
    assertThat(visit.errors()).isEmpty();
  }

  @Test
  void theThemeIsRememberedAndTheSystemsIsTheDefault(Visit visit) {
    visit.to(server.url(), "/runs");
    visit.button("Use dark colours").click();
    assertThat(visit.button("Use light colours")).isVisible();
    visit.page().reload();
    assertThat(visit.page().locator("html")).hasAttribute("data-theme", "dark");
    visit.button("Use light colours").click();
    assertThat(visit.page().locator("html")).not().hasAttribute("data-theme", "dark");
  }

  private static String run(String id, String name, String state) {
    return RUN.formatted(id, name, state).replace("\n", " ");
  }
}
