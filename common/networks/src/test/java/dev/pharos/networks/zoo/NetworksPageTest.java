package dev.pharos.networks.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.networks.pattern.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * docs/networks.md is true: what stands between {@code <!-- made: NAME -->} and {@code <!-- end
 * -->} is what the program says. Run with {@code -Dpharos.docs=write} to write it anew.
 */
class NetworksPageTest {
  private static final Path PAGE = Path.of("../../docs/networks.md");
  private static final String BEGIN = "<!-- made: ";
  private static final String END = "<!-- end -->";

  @Test
  void theTablesAreTheProgramsOwn() throws IOException {
    var parts = NetworksPage.parts();
    var page = Files.readAllLines(PAGE, UTF_8);

    var wanted = replaced(page, parts);

    if ("write".equals(System.getProperty("pharos.docs"))) {
      Files.write(PAGE, wanted, UTF_8);
    } else {
      assertThat(String.join("\n", page))
          .as("docs/networks.md; run this test with -Dpharos.docs=write")
          .isEqualTo(String.join("\n", wanted));
    }
  }

  @Test
  void everyPartIsOnThePageOnce() throws IOException {
    var names =
        Files.readAllLines(PAGE, UTF_8).stream()
            .filter(line -> line.startsWith(BEGIN))
            .map(NetworksPageTest::name)
            .toList();

    assertThat(names).containsExactlyInAnyOrderElementsOf(NetworksPage.parts().keySet());
  }

  @Test
  void everyPatternOnThePageIsANetwork() throws IOException {
    var patterns = patterns(Files.readAllLines(PAGE, UTF_8));

    assertThat(patterns).hasSizeGreaterThan(4);
    for (var text : patterns) {
      var pattern = Pattern.parse(text);
      assertThat(pattern.network("pattern", pattern.input(), pattern.classes()).parameterCount())
          .as(text)
          .isPositive();
    }
  }

  private static List<String> patterns(List<String> page) {
    var patterns = new ArrayList<String>();
    boolean inside = false;
    for (var line : page) {
      if (line.startsWith("```")) {
        inside = line.equals("```pattern");
      } else if (inside) {
        patterns.add(line);
      }
    }
    return patterns;
  }

  private static List<String> replaced(List<String> page, Map<String, List<String>> parts) {
    var lines = new ArrayList<String>();
    boolean inside = false;
    for (var line : page) {
      if (line.equals(END)) {
        inside = false;
      }
      if (!inside) {
        lines.add(line);
      }
      if (line.startsWith(BEGIN)) {
        lines.add("");
        lines.addAll(parts.getOrDefault(name(line), List.of()));
        lines.add("");
        inside = true;
      }
    }
    assertThat(inside).as("a part without its end").isFalse();
    return lines;
  }

  private static String name(String line) {
    return line.substring(BEGIN.length(), line.indexOf(" -->"));
  }
}
