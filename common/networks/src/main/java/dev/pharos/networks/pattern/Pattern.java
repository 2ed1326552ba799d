package dev.pharos.networks.pattern;

import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A network written as text, such as {@code INPUT(32x32x3) -> [[CONV(5x5,32) -> RELU]*2 ->
 * POOL(3x3/2)]*3 -> [FC(512) -> RELU]*1 -> FC(10)}. The words and their arguments are told in
 * docs/networks.md.
 */
public final class Pattern {
  /** The field of every error. */
  public static final String FIELD = "pattern";

  /** The longest text that is read. */
  public static final int MOST_CHARACTERS = 4000;

  /** How deep brackets may be nested. */
  public static final int MOST_DEPTH = 16;

  /** The most layers a pattern may have, its repetitions written out. */
  public static final int MOST_LAYERS = 1000;

  private static final int USUAL_CLASSES = 10;
  private static final Shape USUAL_INPUT = new Shape(3, 32, 32);

  private final String text;
  private final Optional<Shape> input;
  private final Place inputPlace;
  private final List<Term> terms;

  Pattern(String text, Optional<Shape> input, Place inputPlace, List<Term> terms) {
    this.text = text;
    this.input = input;
    this.inputPlace = inputPlace;
    this.terms = List.copyOf(terms);
  }

  /**
   * Reads a text; upper and lower case are the same.
   *
   * @throws NetworkException with the position of the first thing that is wrong, and what would be
   *     valid there
   */
  public static Pattern parse(String text) {
    return Parser.parse(text);
  }

  /** The images it is for: what the text says, or 32x32 in colour. */
  public Shape input() {
    return input.orElse(USUAL_INPUT);
  }

  /**
   * The number of classes it tells apart when nobody says how many: what its last layer gives, or
   * 10 where that follows the classes.
   *
   * @throws NetworkException when the layers do not fit
   */
  public int classes() {
    var output = new Compiler(text, USUAL_CLASSES).compile(input(), terms).output();
    return output.equals(Shape.vector(output.channels())) && output.channels() > 1
        ? output.channels()
        : USUAL_CLASSES;
  }

  /**
   * The network.
   *
   * @param name what the network is called
   * @param images what goes in; must be what the text says, if it does
   * @param classes number of classes
   * @throws NetworkException with the position of the layer that does not fit
   */
  public NetworkSpec network(String name, Shape images, int classes) {
    if (input.isPresent() && !input.get().equals(images)) {
      throw inputPlace.refuse(
          "INPUT(" + written(input.get()) + ")",
          "the images are "
              + written(images)
              + ": write INPUT("
              + written(images)
              + "), or INPUT alone");
    }
    var compiled = new Compiler(text, classes).compile(images, terms);
    if (!compiled.output().equals(Shape.vector(classes))) {
      throw compiled
          .last()
          .refuse(
              "an output of " + compiled.output(),
              ("the last layer must give one value for each of the %d classes: end with FC(%d),"
                      + " FC(classes) or CONV(1x1,classes) -> GAP")
                  .formatted(classes, classes));
    }
    return new NetworkSpec(name, images, classes, compiled.nodes());
  }

  /** What it consists of, apart from where that stands in the text. */
  List<Term> terms() {
    return terms.stream().map(Term::unplaced).toList();
  }

  /** The pattern as a text that reads as the same pattern. */
  @Override
  public String toString() {
    return input.map(shape -> "INPUT(" + written(shape) + ")").orElse("INPUT")
        + " -> "
        + Term.join(terms);
  }

  private static String written(Shape shape) {
    return shape.height() + "x" + shape.width() + "x" + shape.channels();
  }
}
