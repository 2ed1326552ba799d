package dev.pharos.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands about dead letters ask of a platform, and what they print. */
final class DltCommandsTest {
  private static final String LIST = "/v1/dead-letters";

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

  private static String letter(int offset, String more) {
    return """
        {'id': 'job.commands-0-%d', 'topic': 'job.commands', 'at': '2026-11-21T10:00:00Z', 'key': 'nightly',
         'type': 'dev.pharos.job.submit.v1', 'size': 14, 'reason': 'the message is not JSON',
         'from': {'topic': 'pharos.job.commands', 'partition': 2, 'offset': 5} %s}"""
        .formatted(offset, more);
  }

  private static String letters() {
    return "{'items': ["
        + letter(2, "")
        + ","
        + letter(1, ", 'replayedAt': '2026-11-21T11:00:00Z'")
        + ","
        + letter(0, "")
        + "]}";
  }

  @Test
  void lettersAreListedWithTheirReason() {
    platform.answers("GET " + LIST, 200, letters());

    var result = shell.run("dlt", "list", "--topic", "job.commands", "--since", "1h");

    assertThat(result.out()).contains("job.commands-0-2", "nightly", "the message is not JSON");
    assertThat(platform.lastAsked().uri())
        .contains("topic=job.commands", "limit=50", "since=20")
        .doesNotContain("until");
  }

  @Test
  void nothingIsGoodNews() {
    platform.answers("GET " + LIST, 200, "{'items': []}");

    assertThat(shell.run("dlt", "list").err()).contains("every message was processed");
  }

  @Test
  void aLetterIsShownWhole() {
    var more =
        ", 'headers': [{'name': 'ce_id', 'value': 'nightly-1'}], 'text': 'no JSON',"
            + " 'stackTrace': 'at a.b.C'";
    platform.answers("GET " + LIST + "/job.commands-0-2", 200, letter(2, more));

    assertThat(shell.run("dlt", "show", "job.commands-0-2").out())
        .contains("pharos.job.commands-2 at 5", "nightly-1", "no JSON", "at a.b.C");
  }

  @Test
  void chosenLettersAreSentBackOldestFirstAndOnlyOnce() {
    platform
        .answers("GET " + LIST, 200, letters())
        .answers("POST " + LIST + "/job.commands-0-0/replay", 200, letter(0, ""))
        .answers("POST " + LIST + "/job.commands-0-2/replay", 200, letter(2, ""));

    var result = shell.run("dlt", "replay", "--topic", "job.commands");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .containsExactly(
            "job.commands-0-0 is on job.commands again",
            "job.commands-0-2 is on job.commands again");
    assertThat(result.err()).contains("2 messages sent back");
  }

  @Test
  void aLetterThatWasSentBackBeforeIsSaidAndTheRestGoesOn() {
    platform
        .answers("POST " + LIST + "/a-0-1/replay", 409, "{'detail': 'was sent back before'}")
        .answers("POST " + LIST + "/job.commands-0-2/replay", 200, letter(2, ""));

    var result = shell.run("dlt", "replay", "a-0-1", "job.commands-0-2");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("a-0-1: was sent back before", "1 message sent back");
  }

  @Test
  void everythingMustNotBeSentBackByMistake() {
    assertThat(shell.run("dlt", "replay").exitCode()).isEqualTo(2);
    assertThat(shell.run("dlt", "replay", "a-0-1", "--topic", "a").exitCode()).isEqualTo(2);
    var wrong = shell.run("dlt", "list", "--since", "yesterday");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("such as 30m, 12h or 7d");
  }
}
