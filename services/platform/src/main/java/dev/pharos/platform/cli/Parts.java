package dev.pharos.platform.cli;

import picocli.CommandLine.TypeConversionException;

/** What stands between the colons of an option's value, read from left to right. */
final class Parts {
  private final String text;
  private final String[] parts;
  private int next = 1;

  Parts(String text) {
    this.text = text;
    this.parts = text.split(":", -1);
  }

  String name() {
    return parts[0];
  }

  /** Begins with the first part, where that is no name. */
  Parts fromTheFirst() {
    next = 0;
    return this;
  }

  /** A number; null when nothing more is there. */
  Double number(String name) {
    var part = take();
    try {
      return part == null ? null : Double.valueOf(part);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'%s': %s is a number and not '%s'".formatted(text, name, part));
    }
  }

  /** A whole number; null when nothing more is there. */
  Integer whole(String name) {
    var part = take();
    try {
      return part == null ? null : Integer.valueOf(part);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'%s': %s is a whole number and not '%s'".formatted(text, name, part));
    }
  }

  /** A whole number that must be there. */
  Integer required(String name) {
    var value = whole(name);
    if (value == null) {
      throw new TypeConversionException("'%s': :%s is missing".formatted(text, name));
    }
    return value;
  }

  void requireEnd() {
    if (next < parts.length) {
      throw new TypeConversionException("'%s': ':%s' is too much".formatted(text, parts[next]));
    }
  }

  private String take() {
    return next < parts.length ? parts[next++] : null;
  }
}
