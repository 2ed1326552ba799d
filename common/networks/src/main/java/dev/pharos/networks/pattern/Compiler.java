package dev.pharos.networks.pattern;

import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.ParameterTensor;
import dev.pharos.networks.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the repetitions of a pattern out as layers that follow each other. */
final class Compiler {
  /** Repetitions of what leaves no layer behind must end, too. */
  private static final int MOST_STEPS = 20_000;

  /** The layers, the last one's output and where the text has it. */
  record Compiled(List<Node> nodes, Shape output, Place last) {}

  private final String text;
  private final int classes;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private Shape shape;
  private Place place = Place.NONE;
  private long parameters;
  private int steps;

  Compiler(String text, int classes) {
    this.text = text;
    this.classes = classes;
  }

  Compiled compile(Shape input, List<Term> terms) {
    shape = input;
    var end = terms.get(terms.size() - 1);
    try {
      for (var term : terms) {
        add(term, term == end);
      }
    } catch (Misfit misfit) {
      throw misfit.why;
    }
    if (nodes.isEmpty()) {
      throw new Place(0, text.length())
          .refuse(Shortened.of(text), "no layer is left: repeat at least one of them once");
    }
    return new Compiled(List.copyOf(nodes), shape, place);
  }

  private void add(Term term, boolean last) {
    if (term.times().optional()) {
      addIfItFits(term, last);
    } else {
      for (int i = 0; i < term.times().count(); i++) {
        addOnce(term, last && term.times().count() == 1);
      }
    }
  }

  private void addIfItFits(Term term, boolean last) {
    int size = nodes.size();
    var numbersBefore = Map.copyOf(numbers);
    var shapeBefore = shape;
    var placeBefore = place;
    long parametersBefore = parameters;
    try {
      addOnce(term, last);
    } catch (Misfit misfit) {
      nodes.subList(size, nodes.size()).clear();
      numbers.clear();
      numbers.putAll(numbersBefore);
      shape = shapeBefore;
      place = placeBefore;
      parameters = parametersBefore;
    }
  }

  private void addOnce(Term term, boolean last) {
    if (++steps > MOST_STEPS) {
      throw tooMany(term);
    }
    if (term instanceof Term.Group group) {
      for (var inner : group.terms()) {
        add(inner, false);
      }
    } else if (term instanceof Term.Single single) {
      layer(single, last);
    }
  }

  private void layer(Term.Single single, boolean last) {
    if (nodes.size() == Pattern.MOST_LAYERS) {
      throw tooMany(single);
    }
    var stem = single.layer().stem();
    var name = stem + numbers.merge(stem, 1, Integer::sum);
    var inputs = List.of(shape);
    try {
      var spec = single.layer().spec(classes, last);
      var output = spec.output(name, inputs);
      long own = ParameterTensor.elements(spec.parameters(inputs));
      if (own > NetworkSpec.MOST_PARAMETERS - parameters) {
        throw new NetworkException(
            name + ".parameters", own, "a network has at most " + NetworkSpec.MOST_PARAMETERS);
      }
      parameters += own;
      var before = nodes.isEmpty() ? NetworkSpec.INPUT : nodes.get(nodes.size() - 1).name();
      nodes.add(new Node(name, List.of(before), spec));
      shape = output;
      place = single.place();
    } catch (NetworkException e) {
      throw new Misfit(single.place().refuse(written(single.place()), e));
    }
  }

  private NetworkException tooMany(Term term) {
    return term.place()
        .refuse(
            written(term.place()),
            "with all repetitions written out, at most "
                + Pattern.MOST_LAYERS
                + " layers are allowed");
  }

  private String written(Place part) {
    return Shortened.of(text.substring(part.start(), part.start() + part.length()));
  }

  /** A layer that does not fit its input: where it is optional, it is left out. */
  private static final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final NetworkException why;

    Misfit(NetworkException why) {
      super(why.getMessage(), why, false, false);
      this.why = why;
    }
  }
}
