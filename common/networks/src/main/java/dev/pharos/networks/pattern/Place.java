package dev.pharos.networks.pattern;

import dev.pharos.networks.NetworkException;

/**
 * A part of the text.
 *
 * @param start its first character, counted from 0
 * @param length its characters
 */
record Place(int start, int length) {
  /** Of what was not read from a text. */
  static final Place NONE = new Place(0, 0);

  /** What is wrong there. */
  NetworkException refuse(String found, String valid) {
    return new NetworkException(Pattern.FIELD, found, valid).at(start, length);
  }

  /** What is wrong there, told by something that knows no text. */
  NetworkException refuse(String found, NetworkException cause) {
    return refuse(found, cause.field() + " " + cause.value() + ": " + cause.valid());
  }

  /** From here to the end of another place. */
  Place to(Place last) {
    return new Place(start, last.start + last.length - start);
  }
}
