package dev.pharos.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands about the queue and about teams ask of a platform, and what they print. */
final class QueueCommandsTest {
  private static final String ID = "0198c2f4-7a51-7c0e-9d7e-2f4f5c1d9a10";
  private static final String OTHER = "0198c2f4-7a51-7c0e-9d7e-2f4f5c1d9a11";
  private static final String RUN =
      """
      {'id': '%s', 'name': 'nightly', 'experiment': 'default', 'team': 'vision', 'state': 'QUEUED',
       'network': 'lenet5', 'dataset': {'name': 'digits', 'version': 1}, 'attempt': 0, 'priority': 20,
       'metrics': {}, 'tags': {}, 'createdAt': '2026-11-22T10:00:00Z'}"""
          .formatted(ID);

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

  private static String waiting(String more) {
    return "{'run': " + RUN + more + "}";
  }

  @Test
  void theQueueIsListedWithReasons() {
    platform.answers(
        "GET /v1/queue",
        200,
        "{'items': [%s, %s]}"
            .formatted(
                waiting(", 'position': 1, 'reason': 'waits; the worker is busy'"),
                waiting(", 'reason': 'waits for run x, which is RUNNING'")));

    var result = shell.run("queue", "list", "--team", "vision");

    assertThat(result.out())
        .contains("1  " + ID, "vision", "waits; the worker is busy", "-  " + ID, "RUNNING");
    assertThat(platform.lastAsked().uri()).contains("team=vision");
  }

  @Test
  void runsAreMovedAndGetPriorities() {
    platform.answers("PUT /v1/runs/" + ID + "/place", 200, waiting(", 'position': 3"));
    var moved = shell.run("queue", "move", ID, "--before", OTHER);
    assertThat(moved.out()).contains("is number 3 in the queue, with priority 20");
    assertThat(platform.lastAsked().body()).contains("\"before\"", OTHER);
    assertThat(shell.run("queue", "move", ID).exitCode()).isEqualTo(2);
    assertThat(shell.run("queue", "move", ID, "--first", "--last").exitCode()).isEqualTo(2);

    platform.answers("PUT /v1/runs/" + ID + "/priority", 200, RUN);
    assertThat(shell.run("queue", "priority", ID, "20").out()).contains("has priority 20 now");

    platform.answers(
        "PUT /v1/runs/" + ID + "/wait-for", 200, waiting(", 'reason': 'waits for run y'"));
    assertThat(shell.run("queue", "wait", ID, "--after", OTHER, "--otherwise", "fail").out())
        .contains("run " + ID + " waits for run y");
    assertThat(platform.lastAsked().body()).contains(OTHER, "\"fail\"");
  }

  @Test
  void manyAreCancelled() {
    platform.answers(
        "POST /v1/queue/cancel",
        200,
        "{'cancelled': ['%s'], 'refused': [{'run': '%s', 'reason': 'run y has ended'}]}"
            .formatted(ID, OTHER));

    var result = shell.run("queue", "cancel", ID, OTHER, "--reason", "enough");

    assertThat(result.out()).contains("asked 1 run to end", "run y has ended");
    assertThat(platform.lastAsked().body()).contains(ID, OTHER, "enough");
    shell.run("queue", "cancel", "--all");
    assertThat(platform.lastAsked().body()).contains("\"all\":true");
    assertThat(shell.run("queue", "cancel").exitCode()).isEqualTo(2);
  }

  @Test
  void runsArePausedResumedAndForced() {
    platform.answers("POST /v1/runs/" + ID + "/pause", 202, RUN);
    platform.answers("POST /v1/runs/" + ID + "/resume", 202, RUN);
    platform.answers("POST /v1/runs/" + ID + "/cancel", 202, RUN);
    assertThat(shell.run("run", "pause", ID).out()).contains("asked run " + ID + " to pause");
    assertThat(shell.run("run", "resume", ID).out()).contains("run " + ID + " queues again");
    shell.run("run", "cancel", ID, "--force");
    assertThat(platform.lastAsked().body()).contains("\"force\":true");
  }

  @Test
  void teamsAreSetAndListed() {
    var team = "{'name': 'vision', 'share': 2.0, 'maxDevices': 8, 'devices': 3, 'queued': 7}";
    platform.answers("PUT /v1/teams/vision", 200, team);
    platform.answers("GET /v1/teams", 200, "{'items': [" + team + "]}");
    platform.answers("DELETE /v1/teams/vision", 204, "");
    assertThat(shell.run("teams", "set", "vision", "--share", "2", "--max-devices", "8").out())
        .contains("team vision is set");
    assertThat(platform.lastAsked().body()).contains("\"share\":2.0", "\"maxDevices\":8");
    assertThat(shell.run("teams", "list").out()).contains("vision  2.0    3        8");
    assertThat(shell.run("teams", "remove", "vision").out()).contains("is removed");
  }

  @Test
  void jobsSayHowTheyQueue() {
    platform.answers("POST /v1/jobs", 201, RUN);
    shell.run(
        "train",
        "--network",
        "lenet5",
        "--dataset",
        "digits",
        "--team",
        "vision",
        "--devices",
        "2",
        "--worker-label",
        "zone=lab",
        "--start-after",
        "2026-11-22T20:00:00Z",
        "--after",
        OTHER,
        "--otherwise",
        "start",
        "--not-preemptible");
    assertThat(platform.lastAsked().body())
        .contains(
            "\"team\":\"vision\"",
            "\"devices\":2",
            "\"zone\":\"lab\"",
            "\"time\":\"2026-11-22T20:00:00Z\"",
            OTHER,
            "\"otherwise\":\"start\"",
            "\"preemptible\":false");
  }
}
