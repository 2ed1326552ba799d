package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.RunState;
import dev.pharos.platform.client.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform that ends in the middle of training goes on where it was. */
final class RestartST {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir private Path home;

  @Test
  void afterASignalTheRunGoesOn() throws Exception {
    interrupted(
        platform -> {
          var ended = platform.process().terminate();
          assertThat(ended.exitCode()).isIn(0, 143);
          assertThat(home.resolve("platform.json")).doesNotExist();
        });
  }

  @Test
  void afterACrashTheRunGoesOn() throws Exception {
    interrupted(platform -> platform.process().kill());
  }

  private void interrupted(Consumer<PlatformProcess> end) throws Exception {
    String id;
    try (var platform = PlatformProcess.start(home)) {
      platform
          .pharos()
          .run("dataset", "import", Images.digits(2000, 8).toString(), "--name", "digits")
          .ok();
      id = submit(platform);
      // A checkpoint is written after each epoch: the second has one to go on from.
      awaitRun(platform, id, run -> run.progress() != null && run.progress().epoch() >= 3);
      end.accept(platform);
    }
    try (var platform = PlatformProcess.start(home)) {
      var run = awaitRun(platform, id, each -> each.state().ended());

      assertThat(run.state()).as(run.reason()).isEqualTo(RunState.SUCCEEDED);
      assertThat(run.attempt()).isEqualTo(2);
      assertThat(run.model().version()).isEqualTo(1);
      assertThat(run.progress().step()).isEqualTo(run.progress().steps());
      assertThat(fromStep(platform, id)).isPositive();
      platform.process().terminate();
    }
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

  /** The step that the second attempt resumed after. */
  private static long fromStep(PlatformProcess platform, String id) {
    var attempts = platform.client().get("/v1/runs/" + id).body().path("attempts");
    for (var attempt : attempts) {
      if (attempt.path("number").asInt() == 2) {
        return attempt.path("fromStep").asLong();
      }
    }
    throw new AssertionError("no second attempt in " + attempts);
  }
}
