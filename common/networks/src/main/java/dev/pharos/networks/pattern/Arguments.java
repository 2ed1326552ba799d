package dev.pharos.networks.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a layer has in parentheses. Each method takes what it understands; {@link #finish} refuses
 * the rest.
 */
final class Arguments {
  /** One argument; parts that belong together may have had spaces between them. */
  record Argument(String text, Place place) {}

  private final String layer;
  private final Place place;
  private final List<Argument> left;

  /**
   * @param layer the layer's word, for messages
   * @param place the closing parenthesis, or the word if there is none: where something is missing
   */
  Arguments(String layer, Place place, List<Argument> arguments) {
    this.layer = layer;
    this.place = place;
    this.left = new ArrayList<>(arguments);
  }

  boolean none() {
    return left.isEmpty();
  }

  /**
   * Takes the first argument that is left.
   *
   * @param form what it must look like, whatever the case of its letters
   * @param valid the same in words
   */
  Matched next(String form, String valid) {
    if (left.isEmpty()) {
      throw new Place(place.start(), place.length()).refuse(layer, valid);
    }
    var argument = left.remove(0);
    var matcher = Pattern.compile(form, Pattern.CASE_INSENSITIVE).matcher(argument.text());
    if (!matcher.matches()) {
      throw argument.place().refuse(Shortened.of(argument.text()), valid);
    }
    return new Matched(matcher, argument.place());
  }

  /** Takes {@code name=value}, wherever it is. */
  Optional<Matched> named(String name, String form, String valid) {
    var prefix = name + "=";
    for (var argument : left) {
      if (argument.text().toLowerCase(Locale.ROOT).startsWith(prefix)) {
        left.remove(argument);
        var matcher =
            Pattern.compile(form, Pattern.CASE_INSENSITIVE)
                .matcher(argument.text().substring(prefix.length()));
        if (!matcher.matches()) {
          throw argument.place().refuse(Shortened.of(argument.text()), valid);
        }
        return Optional.of(new Matched(matcher, argument.place()));
      }
    }
    return Optional.empty();
  }

  /** Takes a word, wherever it is. */
  boolean word(String word) {
    var found = left.stream().filter(a -> a.text().equalsIgnoreCase(word)).findFirst();
    found.ifPresent(left::remove);
    return found.isPresent();
  }

  /**
   * Refuses what nobody took.
   *
   * @param known what could have been written; empty for nothing
   */
  void finish(List<String> known) {
    if (left.isEmpty()) {
      return;
    }
    var first = left.get(0);
    throw first
        .place()
        .refuse(
            Shortened.of(first.text()),
            known.isEmpty()
                ? layer + " takes no more than this"
                : layer + " also takes, each once, " + String.join(", ", known));
  }

  /** An argument that looks as it must. */
  record Matched(Matcher matcher, Place place) {
    /** The number of a group that is known to be made of at most four digits. */
    int number(int group) {
      return Integer.parseInt(matcher.group(group));
    }

    boolean has(int group) {
      return matcher.group(group) != null;
    }

    String text(int group) {
      return matcher.group(group);
    }
  }
}
