package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.RunState;
import dev.pharos.platform.client.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The small programs that people begin with, as jobs: handwritten digits through an AlexNet of
 * 28x28, cats and dogs with the flags of a well-known script, and the Keras example with its
 * hundred classes.
 */
@ExtendWith(SharedPlatform.class)
final class SeedProgramsST {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @Test
  void digitsThroughAlexNetForSmallImages(PlatformProcess platform) throws Exception {
    imported(platform, Images.digits(160, 3), "small-digits");

    var log = trained(platform, "alexnet-mnist", "small-digits", "--batch-size", "32");

    assertThat(log).contains("24,351,434 parameters");
  }

  @Test
  void catsAndDogsWithTheFlagsOfTheScript(PlatformProcess platform) throws Exception {
    imported(platform, Images.photographs(20), "cats-and-dogs");

    var log =
        trained(
            platform,
            "alexnet-single",
            "cats-and-dogs",
            "--setting",
            "lrn=false",
            "--batch-size",
            "16",
            "--lr",
            "0.0001",
            "--no-cuda",
            "--seed",
            "1",
            "--log-interval",
            "1",
            "--optimizer",
            "adam");

    assertThat(log).contains("58,289,538 parameters");
  }

  @Test
  void aHundredClassesThroughTheKerasExample(PlatformProcess platform) throws Exception {
    imported(platform, Images.hues(100, 3), "hues");

    var log =
        trained(
            platform,
            "alexnet-keras",
            "hues",
            "--input",
            "227x227x3",
            "--batch-size",
            "32",
            "--lr",
            "0.0001");

    assertThat(log).contains("58,691,044 parameters");
  }

  private static void imported(PlatformProcess platform, Path folder, String name) {
    platform.pharos().run("dataset", "import", folder.toString(), "--name", name).ok();
  }

  /** The log of a run of one epoch, once it succeeded. */
  private static String trained(
      PlatformProcess platform, String network, String dataset, String... options) {
    var arguments =
        new ArrayList<>(
            List.of("train", "--network", network, "--dataset", dataset, "--epochs", "1"));
    arguments.addAll(List.of(options));
    var id = platform.pharos().run(arguments.toArray(String[]::new)).ok().out().strip();
    var run =
        Awaitility.await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(200))
            .until(
                () -> platform.client().get("/v1/runs/" + id).as(Run.class),
                each -> each.state().ended());
    assertThat(run.state()).as(run.reason()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.metric("train/loss")).isFinite();
    return platform.pharos().run("run", "logs", id).ok().out();
  }
}
