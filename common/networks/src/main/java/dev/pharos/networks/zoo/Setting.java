package dev.pharos.networks.zoo;

import dev.pharos.networks.NetworkException;
import java.util.List;

/**
 * Something about a network that its user may choose.
 *
 * @param kind what its values are
 * @param name how it is written, such as "lrn"
 * @param about one sentence for help pages
 * @param defaultValue what it is when nobody says
 * @param choices all valid values; empty for a number and a text
 * @param least least valid number
 * @param below numbers, and the length of texts, must be less than this
 */
public record Setting(
    Kind kind,
    String name,
    String about,
    String defaultValue,
    List<String> choices,
    double least,
    double below) {

  /** What the values of a setting are. */
  public enum Kind {
    /** One of some words; also "true" or "false". */
    CHOICE,
    /** A number within limits. */
    NUMBER,
    /** Any text up to a length. */
    TEXT
  }

  public Setting {
    choices = List.copyOf(choices);
  }

  /** A setting that is one of some words. */
  public static Setting choice(
      String name, String about, String defaultValue, List<String> choices) {
    return new Setting(Kind.CHOICE, name, about, defaultValue, choices, 0, 0);
  }

  /** A setting that is on or off. */
  public static Setting toggle(String name, String about, boolean defaultValue) {
    return choice(name, about, String.valueOf(defaultValue), List.of("true", "false"));
  }

  /** A setting that is a number of at least {@code least} and less than {@code below}. */
  public static Setting number(
      String name, String about, double defaultValue, double least, double below) {
    return new Setting(
        Kind.NUMBER, name, about, String.valueOf(defaultValue), List.of(), least, below);
  }

  /** A setting that is a text of at most {@code longest} characters. */
  public static Setting text(String name, String about, String defaultValue, int longest) {
    return new Setting(Kind.TEXT, name, about, defaultValue, List.of(), 0, longest + 1.0);
  }

  /** What is valid, in words. */
  public String valid() {
    if (kind == Kind.TEXT) {
      return "a text of at most " + (int) (below - 1) + " characters";
    }
    return choices.isEmpty()
        ? "a number of at least " + least + " and less than " + below
        : String.join(", ", choices);
  }

  /** The value itself when it is valid. */
  String check(String value) {
    if (kind == Kind.TEXT) {
      if (value.length() >= below) {
        throw new NetworkException(name, value.length() + " characters", valid());
      }
      return value;
    }
    if (kind == Kind.CHOICE) {
      if (!choices.contains(value)) {
        throw NetworkException.unknown(name, value, choices);
      }
      return value;
    }
    try {
      double number = Double.parseDouble(value);
      if (number >= least && number < below) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new NetworkException(name, value, valid());
    }
    throw new NetworkException(name, value, valid());
  }
}
