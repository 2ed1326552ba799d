package dev.pharos.networks.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.networks.NetworkException;
import org.junit.jupiter.api.Test;

class CaretTest {
  @Test
  void caretsStandUnderWhatIsWrong() {
    assertThat(Caret.lines("INPUT -> RELUU -> FC", 9, 5))
        .containsExactly("INPUT -> RELUU -> FC", "         ^^^^^");
  }

  @Test
  void oneCaretStandsWhereSomethingIsMissing() {
    assertThat(Caret.lines("INPUT ->", 8, 0)).containsExactly("INPUT ->", "        ^");
    assertThat(Caret.lines("", 0, 0)).containsExactly("", "^");
  }

  @Test
  void onlyTheLineWithTheMistakeIsShown() {
    assertThat(Caret.lines("INPUT\n\t-> RELUU\n-> FC", 10, 5))
        .containsExactly(" -> RELUU", "    ^^^^^");
  }

  @Test
  void aLongLineIsCutAroundTheMistake() {
    var text = "INPUT" + " -> RELU".repeat(40) + " -> RELUU" + " -> RELU".repeat(40);
    int position = text.indexOf("RELUU");

    var lines = Caret.lines(text, position, 5);

    assertThat(lines.get(0)).startsWith("...").endsWith("...").hasSize(106);
    int caret = lines.get(1).indexOf('^');
    assertThat(lines.get(0).substring(caret, caret + 5)).isEqualTo("RELUU");
  }

  @Test
  void aMistakeWithoutPositionIsNotShown() {
    assertThat(Caret.lines("x", new NetworkException("a", "b", "c"))).isEmpty();
  }
}
