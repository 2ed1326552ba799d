package dev.pharos.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that could not be processed, on the dashboard. */
@BrowserTest
class DeadLettersST {
  private static final String LETTER =
      """
      {"id": "job.commands-0-17", "topic": "job.commands", "at": "2026-11-21T10:00:00Z", "key": "nightly",
       "type": "dev.pharos.job.submit.v1", "size": 12, "exception": "java.lang.IllegalStateException",
       "reason": "<b>no</b> JSON", "from": {"topic": "pharos.job.commands", "partition": 2, "offset": 5} %s}
      """;

  private CannedServer server;

  @BeforeEach
  void start(CannedServer started) {
    server = started;
  }

  private void list(String more) {
    server.answer("/v1/dead-letters", 200, "{\"items\": [" + LETTER.formatted(more) + "]}");
  }

  @Test
  void aLetterIsFoundReadAndSentBack(Visit visit) {
    list("");
    var path = "/v1/dead-letters/job.commands-0-17";
    var more =
        ", \"headers\": [{\"name\": \"ce_id\", \"value\": \"nightly-1\"}], \"json\": {\"job\": 1}";
    server.answer(path, 200, LETTER.formatted(more));
    visit.to(server.url(), "/dead-letters");
    assertThat(visit.page().locator("tr[data-letter]")).containsText("<b>no</b> JSON");

    visit.link("job.commands-0-17").click();
    assertThat(visit.page().locator("main"))
        .containsText("pharos.job.commands, partition 2, offset 5");
    assertThat(visit.page().locator("pre").first()).containsText("\"job\": 1");
    assertThat(visit.page().locator("main")).containsText("nightly-1");

    var replayed = ", \"replayedAt\": \"2026-11-21T11:00:00Z\"";
    server.answer(path + "/replay", 200, LETTER.formatted(replayed));
    visit.button("Send back…").click();
    server.answer(path, 200, LETTER.formatted(more + replayed));
    visit
        .page()
        .locator("dialog")
        .getByText("Send back", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(visit.text("The message is sent back")).isVisible();
    assertThat(visit.button("Send back…")).hasCount(0);
  }

  @Test
  void noDeadLettersAreGoodNews(Visit visit) {
    server.answer("/v1/dead-letters", 200, "{\"items\": []}");
    visit.to(server.url(), "/dead-letters");
    assertThat(visit.heading("No dead letters")).isVisible();
  }
}
