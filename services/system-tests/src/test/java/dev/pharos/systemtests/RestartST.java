package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.RunState;
import dev.pharos.platform.client.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform that ends in the middle of training goes on where it was. */
final class RestartST {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir private Path home;

  @Test
  void afterASignalAndAfterACrashTheRunGoesOn() {
    String id;
    try (var platform = PlatformProcess.start(home)) {
      platform
          .pharos()
          .run("dataset", "import", Images.digits(2000, 8).toString(), "--name", "digits")
          .ok();
      id = submit(platform);
      // A checkpoint is written after each epoch: the second has one to go on from.
      awaitRun(platform, id, run -> isIn(run, 1, 3));

      assertThat(platform.process().terminate().exitCode()).isIn(0, 143);
      assertThat(home.resolve("platform.json")).doesNotExist();
    }
    try (var platform = PlatformProcess.start(home)) {
      awaitRun(platform, id, run -> isIn(run, 2, 6));
      platform.process().kill();
    }
    try (var platform = PlatformProcess.start(home)) {
      var run = awaitRun(platform, id, each -> each.state().ended());

      assertThat(run.state()).as(run.reason()).isEqualTo(RunState.SUCCEEDED);
      assertThat(run.attempt()).isEqualTo(3);
      assertThat(run.model().version()).isEqualTo(1);
      assertThat(run.progress().step()).isEqualTo(run.progress().steps());
      assertThat(fromStep(platform, id, 2)).isPositive();
      assertThat(fromStep(platform, id, 3)).isGreaterThan(fromStep(platform, id, 2));
    }
  }

  private static boolean isIn(Run run, int attempt, int epoch) {
    assertThat(run.state().ended()).as("it ended before anybody disturbed it").isFalse();
    return run.attempt() == attempt && run.progress() != null && run.progress().epoch() >= epoch;
  }

  private static String submit(PlatformProcess platform) {
    return platform
        .pharos()
        .run(
            "train",
            "--network",
            "lenet5",
            "--dataset",
            "digits",
            "--epochs",
            "12",
            "--batch-size",
            "16",
            "--register",
            "digits")
        .ok()
        .out()
        .strip();
  }

  private static Run awaitRun(PlatformProcess platform, String id, Predicate<Run> wanted) {
    return Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> platform.client().get("/v1/runs/" + id).as(Run.class), wanted);
  }

  /** The step that an attempt resumed after. */
  private static long fromStep(PlatformProcess platform, String id, int number) {
    var attempts = platform.client().get("/v1/runs/" + id).body().path("attempts");
    for (var attempt : attempts) {
      if (attempt.path("number").asInt() == number) {
        return attempt.path("fromStep").asLong();
      }
    }
    throw new AssertionError("no attempt %d in %s".formatted(number, attempts));
  }
}
