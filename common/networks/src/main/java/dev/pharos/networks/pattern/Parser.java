package dev.pharos.networks.pattern;

import dev.pharos.networks.NetworkException;
import dev.pharos.networks.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a pattern by recursive descent:
 *
 * <pre>
 * pattern  := INPUT ["(" height "x" width "x" channels ")"] "->" sequence
 * sequence := term ("->" term)*
 * term     := (word ["(" arguments ")"] | "[" sequence "]") ["*" number | "?"]
 * </pre>
 */
final class Parser {
  private static final String LAYER_NEEDED = "a layer such as CONV(3x3,32), or [, is needed";

  private final String text;
  private final List<Token> tokens;
  private int next;

  private Parser(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  static Pattern parse(String text) {
    if (text.length() > Pattern.MOST_CHARACTERS) {
      throw new Place(Pattern.MOST_CHARACTERS, text.length() - Pattern.MOST_CHARACTERS)
          .refuse(
              text.length() + " characters", "at most " + Pattern.MOST_CHARACTERS + " are read");
    }
    return new Parser(text).pattern();
  }

  private Pattern pattern() {
    var word = peek();
    if (!isInput(word)) {
      throw refuse("begin with INPUT(32x32x3) -> or INPUT ->");
    }
    take();
    var input = Optional.<Shape>empty();
    if (peek().is(Token.Kind.OPEN_ARGUMENTS)) {
      input = Optional.of(size(arguments(word)));
    }
    var place = word.place().to(before());
    if (!peek().is(Token.Kind.ARROW)) {
      throw refuse("-> and the first layer are needed");
    }
    take();
    var terms = sequence(1);
    if (!peek().is(Token.Kind.END)) {
      throw refuse(
          peek().is(Token.Kind.CLOSE) ? "no [ is open here" : "->, *, ? or the end is needed here");
    }
    return new Pattern(text, input, place, terms);
  }

  private List<Term> sequence(int depth) {
    var terms = new ArrayList<Term>();
    terms.add(term(depth));
    while (peek().is(Token.Kind.ARROW)) {
      take();
      terms.add(term(depth));
    }
    return terms;
  }

  private Term term(int depth) {
    var first = peek();
    if (first.is(Token.Kind.OPEN)) {
      if (depth == Pattern.MOST_DEPTH) {
        throw refuse("at most " + Pattern.MOST_DEPTH + " brackets may be open");
      }
      take();
      var terms = sequence(depth + 1);
      if (!peek().is(Token.Kind.CLOSE)) {
        throw refuse(
            "->, *, ? or the ] of the [ at character "
                + (first.place().start() + 1)
                + " is needed");
      }
      take();
      var place = first.place().to(before());
      return new Term.Group(terms, times(), place);
    }
    if (!first.is(Token.Kind.WORD)) {
      throw refuse(LAYER_NEEDED);
    }
    if (isInput(first)) {
      throw refuse("INPUT is only the beginning; " + LAYER_NEEDED);
    }
    take();
    var layer = layer(first);
    var place = first.place().to(before());
    return new Term.Single(layer, times(), place);
  }

  private Layer layer(Token word) {
    var arguments =
        peek().is(Token.Kind.OPEN_ARGUMENTS)
            ? arguments(word)
            : new Arguments(word.text(), word.place(), List.of());
    try {
      var layer = Vocabulary.layer(word, arguments);
      layer.spec(2, false);
      return layer;
    } catch (NetworkException e) {
      if (e.position().isPresent()) {
        throw e;
      }
      var place = word.place().to(before());
      throw place.refuse(written(place), e);
    }
  }

  private Arguments arguments(Token word) {
    take();
    var arguments = new ArrayList<Arguments.Argument>();
    while (!peek().is(Token.Kind.CLOSE_ARGUMENTS)) {
      if (!arguments.isEmpty()) {
        if (!peek().is(Token.Kind.COMMA)) {
          throw refuse(", or ) is needed");
        }
        take();
      }
      arguments.add(argument());
    }
    var close = take();
    return new Arguments(word.text(), close.place(), arguments);
  }

  /** Joins what belongs together though it has spaces, such as "32 x 32 x 3" or "pad = 2". */
  private Arguments.Argument argument() {
    if (!peek().is(Token.Kind.WORD)) {
      throw refuse("an argument or ) is needed");
    }
    var first = take();
    var joined = new StringBuilder(first.text());
    while (peek().is(Token.Kind.WORD)
        && (endsOpen(joined.charAt(joined.length() - 1)) || endsOpen(peek().text().charAt(0)))) {
      joined.append(take().text());
    }
    return new Arguments.Argument(joined.toString(), first.place().to(before()));
  }

  private static boolean endsOpen(char c) {
    return "/=xX\u00d7".indexOf(c) >= 0;
  }

  private Times times() {
    if (peek().is(Token.Kind.OPTIONAL)) {
      take();
      return Times.OPTIONAL;
    }
    if (!peek().is(Token.Kind.TIMES)) {
      return Times.ONCE;
    }
    take();
    var count = peek();
    if (!count.is(Token.Kind.WORD)
        || !count.text().matches("\\d{1,4}")
        || Integer.parseInt(count.text()) > Times.MOST) {
      throw refuse("a number of repetitions from 0 to " + Times.MOST + " is needed, such as *2");
    }
    take();
    return Times.of(Integer.parseInt(count.text()));
  }

  private Shape size(Arguments arguments) {
    var size =
        arguments.next(
            "(\\d{1,5})[x\u00d7](\\d{1,5})[x\u00d7]([13])",
            "write height x width x channels, the channels 3 for colour or 1 for grey, such as"
                + " INPUT(32x32x3)");
    arguments.finish(List.of());
    try {
      return new Shape(size.number(3), size.number(1), size.number(2));
    } catch (NetworkException e) {
      throw size.place().refuse(size.text(0), e);
    }
  }

  private static boolean isInput(Token token) {
    return token.text().equalsIgnoreCase(Vocabulary.INPUT);
  }

  private NetworkException refuse(String valid) {
    return peek().place().refuse(Shortened.of(peek().toString()), valid);
  }

  private String written(Place place) {
    return Shortened.of(text.substring(place.start(), place.start() + place.length()));
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    return tokens.get(next++);
  }

  /** The token that was taken last. */
  private Place before() {
    return tokens.get(next - 1).place();
  }
}
