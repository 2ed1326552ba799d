package dev.pharos.networks.pattern;

import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.Rounding;
import dev.pharos.networks.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The words of layers, and how the arguments of each are read. */
final class Vocabulary {
  static final String INPUT = "INPUT";

  private static final int USUAL_MAPS = 32;
  private static final int USUAL_UNITS = 512;
  private static final String COUNT = "(\\d{1,4})";
  private static final String UNITS = "(\\d{1,7})|(classes)";
  private static final String DECIMAL = "(\\d{1,9}(?:\\.\\d{1,17})?(?:e-?\\d{1,2})?)";
  private static final String SIZE = "(\\d{1,4})(?:[x\u00d7](\\d{1,4}))?(?:/(\\d{1,4}))?";

  private static final Map<String, Function<Arguments, Layer>> WORDS = words();

  private Vocabulary() {}

  /** The layer that a word with those arguments means. */
  static Layer layer(Token word, Arguments arguments) {
    var reader = WORDS.get(word.text().toUpperCase(Locale.ROOT));
    if (reader == null) {
      var unknown =
          NetworkException.unknown(Pattern.FIELD, Shortened.of(word.text()), WORDS.keySet());
      throw unknown.at(word.place().start(), word.place().length());
    }
    return reader.apply(arguments);
  }

  private static Map<String, Function<Arguments, Layer>> words() {
    var words = new TreeMap<String, Function<Arguments, Layer>>();
    words.put("CONV", Vocabulary::convolution);
    words.put("POOL", arguments -> pool(arguments, false));
    words.put("MAXPOOL", arguments -> pool(arguments, false));
    words.put("AVGPOOL", arguments -> pool(arguments, true));
    words.put("GAP", arguments -> alone(arguments, new Layer.GlobalMean()));
    words.put("FC", Vocabulary::full);
    words.put("LRN", Vocabulary::normalization);
    words.put("BN", arguments -> alone(arguments, new Layer.BatchNorm()));
    words.put("DROPOUT", Vocabulary::dropout);
    for (var function : ActivationFunction.values()) {
      var layer = new Layer.Function(function);
      words.put(layer.toString(), arguments -> alone(arguments, layer));
    }
    return words;
  }

  private static Layer convolution(Arguments arguments) {
    if (arguments.none()) {
      return new Layer.Conv(Windows.same(3, 1, 1).orElseThrow(), 1, Units.of(USUAL_MAPS), true);
    }
    var size = size(arguments, "a window and a number of maps are needed, such as CONV(5x5/2,32)");
    var maps =
        units(
            arguments.next(
                UNITS, "the number of maps is needed, such as CONV(5x5,32), or classes"));
    int stride = size.has(3) ? size.number(3) : 1;
    int dilation = count(arguments, "dilation", 1);
    var padding = padding(arguments);
    int groups = count(arguments, "groups", 1);
    boolean biased = !arguments.word("nobias");
    var rounding = rounding(arguments);
    arguments.finish(
        List.of("pad=N or pad=same", "dilation=N", "groups=N", "nobias", "exact or floor"));
    var window =
        padding
            .map(zeros -> new Window(size.number(1), stride, zeros, dilation, Rounding.EXACT))
            .or(() -> Windows.same(size.number(1), stride, dilation))
            .orElseThrow(
                () ->
                    size.place()
                        .refuse(
                            size.text(0),
                            "an even window cannot keep the size of its input: write the padding,"
                                + " such as pad=0, or take an odd window"));
    return new Layer.Conv(rounded(window, rounding), groups, maps, biased);
  }

  private static Layer pool(Arguments arguments, boolean mean) {
    if (arguments.none()) {
      return new Layer.Pool(Windows.pooling(2, 2, 1), mean);
    }
    var size = size(arguments, "a window is needed, such as POOL(3x3/2)");
    int stride = size.has(3) ? size.number(3) : size.number(1);
    var padding = padding(arguments);
    var rounding = rounding(arguments);
    arguments.finish(List.of("pad=N", "exact, floor or ceil"));
    var window =
        padding
            .map(zeros -> new Window(size.number(1), stride, zeros, 1, Rounding.EXACT))
            .orElseGet(() -> Windows.pooling(size.number(1), stride, 1));
    return new Layer.Pool(rounded(window, rounding), mean);
  }

  private static Layer full(Arguments arguments) {
    boolean biased = !arguments.word("nobias");
    if (arguments.none()) {
      return new Layer.Full(Units.open(USUAL_UNITS), biased);
    }
    var units =
        units(arguments.next(UNITS, "a number of values is needed, such as FC(512), or classes"));
    arguments.finish(List.of("nobias"));
    return new Layer.Full(units, biased);
  }

  private static Layer dropout(Arguments arguments) {
    if (arguments.none()) {
      return new Layer.Drop(0.5);
    }
    var rate = arguments.next(DECIMAL, "a rate is needed, such as DROPOUT(0.5)");
    arguments.finish(List.of());
    return new Layer.Drop(Double.parseDouble(rate.text(1)));
  }

  private static Layer normalization(Arguments arguments) {
    var usual = LocalResponseNormalization.ofAlexNet();
    int maps = count(arguments, "n", usual.size());
    double k = decimal(arguments, "k", usual.k());
    double alpha = decimal(arguments, "alpha", usual.alpha());
    double beta = decimal(arguments, "beta", usual.beta());
    arguments.finish(List.of("n=5", "k=2", "alpha=0.0001", "beta=0.75"));
    return new Layer.Lrn(maps, k, alpha, beta);
  }

  private static Layer alone(Arguments arguments, Layer layer) {
    arguments.finish(List.of());
    return layer;
  }

  private static Arguments.Matched size(Arguments arguments, String valid) {
    var size = arguments.next(SIZE, valid);
    if (size.has(2) && size.number(1) != size.number(2)) {
      throw size.place().refuse(size.text(0), "windows are square, such as 5x5");
    }
    return size;
  }

  private static Units units(Arguments.Matched matched) {
    if (matched.has(2)) {
      return Units.classes();
    }
    int count = matched.number(1);
    if (count == 0) {
      throw matched.place().refuse("0", "at least 1 is needed");
    }
    return Units.of(count);
  }

  /** Empty for what is usual. */
  private static Optional<Integer> padding(Arguments arguments) {
    return arguments
        .named("pad", COUNT + "|same", "write the zeros on each side, such as pad=2, or pad=same")
        .filter(pad -> pad.has(1))
        .map(pad -> pad.number(1));
  }

  private static Optional<Rounding> rounding(Arguments arguments) {
    return Arrays.stream(Rounding.values())
        .filter(rounding -> arguments.word(rounding.name()))
        .findFirst();
  }

  private static Window rounded(Window window, Optional<Rounding> rounding) {
    return new Window(
        window.kernel(),
        window.stride(),
        window.padding(),
        window.dilation(),
        rounding.orElse(window.rounding()));
  }

  private static int count(Arguments arguments, String name, int usual) {
    return arguments
        .named(name, COUNT, "a number of at most four digits is needed, such as " + name + "=2")
        .map(count -> count.number(1))
        .orElse(usual);
  }

  private static double decimal(Arguments arguments, String name, double usual) {
    return arguments
        .named(name, DECIMAL, "a number is needed, such as " + name + "=" + usual)
        .map(number -> Double.parseDouble(number.text(1)))
        .orElse(usual);
  }
}
