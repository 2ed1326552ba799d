package dev.pharos.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits, on the dashboard. */
@BrowserTest
class QueueST {
  private static final String FIRST = "0198c2f4-7a51-7c0e-9d7e-2f4f5c1d9a01";
  private static final String SECOND = "0198c2f4-7a51-7c0e-9d7e-2f4f5c1d9a02";
  private static final String WAITING =
      """
      {"position": %d, "reason": "waits; the worker is busy", "run": {"id": "%s", "name": "%s",
       "experiment": "default", "team": "vision", "state": "QUEUED", "network": "lenet5",
       "dataset": {"name": "digits", "version": 1}, "attempt": 0, "priority": 50, "metrics": {},
       "tags": {}, "createdAt": "2026-11-22T10:00:00Z"}}
      """;

  private CannedServer server;

  @BeforeEach
  void start(CannedServer started) {
    server = started;
    server.answer(
        "/v1/teams",
        200,
        "{\"items\": [{\"name\": \"vision\", \"share\": 2, \"devices\": 1, \"queued\": 2}]}");
    queue(FIRST, "first", SECOND, "second");
  }

  private void queue(String id, String name, String otherId, String otherName) {
    server.answer(
        "/v1/queue",
        200,
        "{\"items\": [%s, %s]}"
            .formatted(WAITING.formatted(1, id, name), WAITING.formatted(2, otherId, otherName)));
  }

  @Test
  void runsAreMovedAndCancelled(Visit visit) {
    visit.to(server.url(), "/queue");
    var rows = visit.page().locator("tr[data-run]");
    assertThat(rows.first()).containsText("waits; the worker is busy");
    assertThat(visit.button("Move up: first")).isDisabled();

    server.answer("/v1/runs/" + SECOND + "/place", 200, "{}");
    queue(SECOND, "second", FIRST, "first");
    visit.button("Move up: second").click();
    assertThat(rows.first()).containsText("second");

    visit.field("Select first").check();
    visit.button("Cancel 1 run…").click();
    server.answer("/v1/queue/cancel", 200, "{\"cancelled\": [], \"refused\": []}");
    server.answer("/v1/queue", 200, "{\"items\": []}");
    visit.page().locator("dialog").getByText("Cancel them").click();
    assertThat(visit.heading("Nobody waits")).isVisible();
    assertThat(visit.errors()).isEmpty();
  }

  @Test
  void aTeamGetsLimits(Visit visit) {
    visit.to(server.url(), "/queue");
    var team = visit.page().locator("tr[data-team=vision]");
    assertThat(team).containsText("1 of any number");
    visit.button("Change vision").click();
    server.answer("/v1/teams/vision", 200, "{}");
    visit.field("Devices at once").fill("4");
    server.answer(
        "/v1/teams",
        200,
        "{\"items\": [{\"name\": \"vision\", \"share\": 2, \"maxDevices\": 4, \"devices\": 1, \"queued\": 2}]}");
    visit.page().locator("dialog").getByText("Save").click();
    assertThat(team).containsText("1 of 4");
  }
}
