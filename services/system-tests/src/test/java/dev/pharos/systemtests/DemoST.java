package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration, as the README has it, and once more on the same data folder. */
final class DemoST {
  private static final Pattern ACCURACY = Pattern.compile("test accuracy ([0-9.]+):");

  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir private Path home;

  @Test
  void theDemoLeavesTheDashboardOpenAndSucceedsAgain() {
    var first = untilTheDashboardIsOpen();
    var second = demo("--exit", "--epochs", "5").ok();

    assertThat(accuracy(first)).isBetween(0.97, 1.0);
    assertThat(first.out())
        .contains("demo-digits@champion says")
        .containsPattern("right on [0-9]+ of [7-9][0-9][0-9] held-out images");
    assertThat(first.err()).contains("drawing 8,000 digits").contains("training 100%");
    assertThat(second.err())
        .doesNotContain("drawing")
        .contains("promoting demo-digits version 2 to champion");
    assertThat(home.resolve("platform.json")).doesNotExist();
  }

  private Pharos.Result untilTheDashboardIsOpen() {
    try (var demo = user().start(arguments())) {
      Awaitility.await("the demo")
          .atMost(LIMIT)
          .until(() -> !demo.alive() || demo.out().contains("until Ctrl-C"));
      assertThat(demo.alive()).as(demo.err()).isTrue();
      assertThat(demo.out()).contains("The dashboard stays open at http://127.0.0.1:");
      assertThat(home.resolve("platform.json")).exists();
      assertThat(user().run("models", "show", "demo-digits").ok().out()).contains("champion");
      return demo.terminate();
    }
  }

  @Test
  void aDemoThatFailsSaysWhyAndExitsWith1() {
    var result = demo("--exit", "--images", "100", "--epochs", "1");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .containsPattern("pharos: a test accuracy of 0\\.[0-9]+ is below 0\\.97");
  }

  private Pharos.Result demo(String... options) {
    return user().run(arguments(options));
  }

  private Pharos user() {
    return Pharos.bare().with("PHAROS_HOME", home.toString());
  }

  private static String[] arguments(String... options) {
    var ports = Stream.of("demo", "--port", "0", "--kafka-port", "0", "--postgres-port", "0");
    return Stream.concat(ports, Stream.of(options)).toArray(String[]::new);
  }

  private static double accuracy(Pharos.Result result) {
    var found = ACCURACY.matcher(result.out());
    assertThat(found.find()).as(result.out()).isTrue();
    return Double.parseDouble(found.group(1));
  }
}
