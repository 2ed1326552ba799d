package dev.pharos.networks.pattern;

import java.util.List;
import java.util.stream.Collectors;

/** One part of a pattern: a layer or a group, so many times. */
sealed interface Term {
  Times times();

  /** Where it stands, its repetition left out. */
  Place place();

  /** The same as if it had not been read from a text. */
  Term unplaced();

  /** One layer. */
  record Single(Layer layer, Times times, Place place) implements Term {
    @Override
    public Term unplaced() {
      return new Single(layer, times, Place.NONE);
    }

    @Override
    public String toString() {
      return layer + times.toString();
    }
  }

  /** Terms in brackets, at least one. */
  record Group(List<Term> terms, Times times, Place place) implements Term {
    public Group {
      terms = List.copyOf(terms);
    }

    @Override
    public Term unplaced() {
      return new Group(terms.stream().map(Term::unplaced).toList(), times, Place.NONE);
    }

    @Override
    public String toString() {
      return "[" + join(terms) + "]" + times;
    }
  }

  static String join(List<Term> terms) {
    return terms.stream().map(Term::toString).collect(Collectors.joining(" -> "));
  }
}
