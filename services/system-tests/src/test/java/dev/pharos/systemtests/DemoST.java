package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration, whole, and once more on the same data folder. */
final class DemoST {
  private static final Pattern ACCURACY = Pattern.compile("test accuracy ([0-9.]+):");

  @TempDir private Path home;

  @Test
  void theDemoSucceedsAndDoesSoAgain() {
    var first = demo("--exit").ok();
    var second = demo("--exit", "--epochs", "5").ok();

    assertThat(accuracy(first)).isBetween(0.97, 1.0);
    assertThat(first.out())
        .contains("http://127.0.0.1:")
        .contains("demo-digits@champion says")
        .containsPattern("right on [0-9]+ of [7-9][0-9][0-9] held-out images");
    assertThat(first.err()).contains("drawing 8,000 digits").contains("training 100%");
    assertThat(second.err())
        .doesNotContain("drawing")
        .contains("promoting demo-digits version 2 to champion");
    assertThat(home.resolve("platform.json")).doesNotExist();
  }

  @Test
  void aDemoThatFailsSaysWhyAndExitsWith1() {
    var result = demo("--exit", "--images", "100", "--epochs", "1");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .containsPattern("pharos: a test accuracy of 0\\.[0-9]+ is below 0\\.97");
  }

  private Pharos.Result demo(String... options) {
    var arguments =
        new ArrayList<>(
            List.of(
                "demo",
                "--data",
                home.toString(),
                "--port",
                "0",
                "--kafka-port",
                "0",
                "--postgres-port",
                "0"));
    arguments.addAll(List.of(options));
    return Pharos.bare().run(arguments.toArray(String[]::new));
  }

  private static double accuracy(Pharos.Result result) {
    var found = ACCURACY.matcher(result.out());
    assertThat(found.find()).as(result.out()).isTrue();
    return Double.parseDouble(found.group(1));
  }
}
