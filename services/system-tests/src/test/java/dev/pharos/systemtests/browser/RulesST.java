package dev.pharos.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules that act on events, on the dashboard. */
@BrowserTest
class RulesST {
  private static final String AUTOMATION =
      """
      {"name": "retrain", "createdBy": "ada", "firings": 2, "createdAt": "2026-11-22T10:00:00Z",
       "updatedAt": "2026-11-22T10:00:00Z", "rule": {"about": "new photos",
       "on": {"type": "dev.pharos.dataset.ready.v1"}, "when": "event.data.isNew", "enabled": %s,
       "limit": {"times": 60, "seconds": 3600}, "do": {"submit": {"job": {}}}}}""";
  private static final String PATH = "/v1/automations/retrain";

  private CannedServer server;

  @BeforeEach
  void start(CannedServer started) {
    server = started;
    rules("true");
    server.answer(PATH + "/firings", 200, "{\"items\": []}");
  }

  private void rules(String enabled) {
    server.answer("/v1/automations", 200, "{\"items\": [" + AUTOMATION.formatted(enabled) + "]}");
    server.answer(PATH, 200, AUTOMATION.formatted(enabled));
  }

  @Test
  void aRuleIsSwitchedOff(Visit visit) {
    visit.to(server.url(), "/rules");
    var row = visit.page().locator("tr[data-rule=retrain]");
    assertThat(row).containsText("event.data.isNew");
    rules("false");
    visit.button("Disable retrain").click();
    assertThat(visit.button("Enable retrain")).isVisible();
    assertThat(visit.errors()).isEmpty();
  }

  @Test
  void aRuleIsTriedAndSavedAndItsHistoryShown(Visit visit) {
    visit.to(server.url(), "/new-rule");
    visit.field("Name (required)").fill("retrain");
    server.answer(
        "/v1/automation-trials",
        200,
        """
        {"items": [
          {"id": "e1", "source": "s", "type": "t", "time": "2026-11-22T10:00:00Z", "held": true,
           "state": "DONE", "detail": "run x was submitted"},
          {"id": "e2", "source": "s", "type": "t", "time": "2026-11-22T10:00:00Z", "held": false}]}
        """);
    visit.button("Try on past events").click();
    assertThat(visit.page().locator("tr[data-event=e1]")).containsText("run x was submitted");
    assertThat(visit.page().locator("tr[data-event=e2]")).containsText("nothing");

    visit.page().locator("#rule-text").fill("{\"on\": ");
    visit.button("Save").click();
    assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("This is not JSON");

    server.answer(
        PATH + "/firings",
        200,
        """
        {"items": [{"id": "f1", "eventType": "dev.pharos.dataset.ready.v1", "eventId": "e1",
          "state": "LIMITED", "detail": "left out", "chain": ["retrain"], "attempts": 0,
          "firedAt": "2026-11-22T10:00:00Z"}]}
        """);
    visit.page().locator("#rule-text").fill("{\"on\": {}, \"do\": {}}");
    visit.button("Save").click();
    assertThat(visit.heading("retrain")).isVisible();
    assertThat(visit.page().locator("tr[data-firing=f1]")).containsText("too often");
    assertThat(visit.errors()).isEmpty();
  }
}
