package dev.pharos.networks.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.Rounding;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Window;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must hold for every pattern and for every text, tried on many that are drawn. */
class PatternPropertyTest {
  private static final List<String> FRAGMENTS =
      List.of(
          "INPUT",
          "INPUT(32x32x3)",
          "INPUT(8x8x1)",
          "->",
          " -> ",
          "[",
          "]",
          "]*2",
          "]*1000",
          "*3",
          "*0",
          "?",
          "CONV",
          "CONV(3x3,8)",
          "CONV(11x11/4,96,pad=0)",
          "CONV(4095x4095,1000000)",
          "POOL",
          "POOL(3x3/2)",
          "AVGPOOL(2x2,floor)",
          "RELU",
          "FC",
          "FC(10)",
          "FC(classes)",
          "FC(9999999)",
          "GAP",
          "LRN",
          "BN",
          "DROPOUT(0.5)",
          "DROPOUT(9)",
          "(",
          ")",
          ",",
          "pad=",
          "x",
          "1e99",
          "-1",
          "99999999999999999999",
          " ",
          "\n",
          "\u2192",
          "\u0130",
          "\ud83d\ude00",
          "\ud800",
          "\0",
          "%s",
          "$1",
          "\\E",
          "nobias",
          "groups=0");

  @Test
  void aPatternThatIsWrittenAndReadAgainIsTheSame() {
    var random = new Random(1);
    for (int i = 0; i < 3_000; i++) {
      var pattern =
          new Pattern(
              "",
              random.nextBoolean() ? Optional.of(shape(random)) : Optional.empty(),
              Place.NONE,
              terms(random, 0));

      var read = Pattern.parse(pattern.toString());

      assertThat(read.terms()).as(pattern.toString()).isEqualTo(pattern.terms());
      assertThat(read.input()).isEqualTo(pattern.input());
      assertThat(read).hasToString(pattern.toString());
    }
  }

  @Test
  void noTextGivesAnythingButANetworkOrAnErrorThatPointsIntoIt() {
    var random = new Random(2);
    int built = 0;
    for (int i = 0; i < 20_000; i++) {
      var text = i % 2 == 0 ? fragments(random) : "INPUT -> " + fragments(random);
      try {
        var pattern = Pattern.parse(text);
        pattern.network("pattern", pattern.input(), pattern.classes());
        built++;
      } catch (NetworkException e) {
        assertThat(e.position()).as(text).isPresent();
        assertThat(e.position().getAsInt() + e.length()).as(text).isBetween(0, text.length());
        assertThat(e.getMessage()).hasSizeLessThan(600);
        assertThat(Caret.lines(text, e)).hasSize(2);
      }
    }
    assertThat(built).isPositive();
  }

  private static String fragments(Random random) {
    var text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      text.append(
          random.nextInt(20) == 0
              ? String.valueOf((char) random.nextInt(0x10000))
              : FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      if (random.nextInt(3) > 0) {
        text.append(" -> ");
      }
    }
    return text.toString();
  }

  private static List<Term> terms(Random random, int depth) {
    return IntStream.range(0, 1 + random.nextInt(3))
        .mapToObj(
            i ->
                depth < 3 && random.nextInt(3) == 0
                    ? (Term) new Term.Group(terms(random, depth + 1), times(random), Place.NONE)
                    : new Term.Single(layer(random), times(random), Place.NONE))
        .toList();
  }

  private static Times times(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Times.of(random.nextInt(4));
      case 1 -> Times.OPTIONAL;
      default -> Times.ONCE;
    };
  }

  private static Layer layer(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1 ->
          new Layer.Conv(
              window(random, false), 1 + random.nextInt(2), units(random, 2), random.nextBoolean());
      case 2 -> new Layer.Pool(window(random, true), random.nextBoolean());
      case 3 ->
          new Layer.Full(
              random.nextInt(4) == 0 ? Units.open(512) : units(random, 1), random.nextBoolean());
      case 4 -> new Layer.Drop(random.nextInt(10) / 10.0);
      case 5 ->
          new Layer.Lrn(
              1 + 2 * random.nextInt(4), 1 + random.nextInt(3), random.nextInt(9) * 1e-5, 0.75);
      case 6 -> random.nextBoolean() ? new Layer.BatchNorm() : new Layer.GlobalMean();
      default -> new Layer.Function(any(random, ActivationFunction.values()));
    };
  }

  private static Units units(Random random, int least) {
    return random.nextInt(4) == 0 ? Units.classes() : Units.of(least + random.nextInt(5000));
  }

  private static Window window(Random random, boolean pooling) {
    int kernel = 2 + random.nextInt(6);
    int stride = 1 + random.nextInt(kernel);
    int dilation = pooling ? 1 : 1 + random.nextInt(2);
    if (random.nextBoolean()) {
      return pooling
          ? Windows.pooling(kernel, stride, dilation)
          : Windows.same(kernel, stride, dilation)
              .orElse(new Window(kernel, stride, 0, dilation, Rounding.EXACT));
    }
    var roundings = pooling ? Rounding.values() : new Rounding[] {Rounding.EXACT, Rounding.FLOOR};
    return new Window(kernel, stride, random.nextInt(kernel), dilation, any(random, roundings));
  }

  private static <T> T any(Random random, T[] values) {
    return List.of(values).get(random.nextInt(values.length));
  }

  private static Shape shape(Random random) {
    return new Shape(
        random.nextBoolean() ? 3 : 1, 1 + random.nextInt(300), 1 + random.nextInt(300));
  }
}
