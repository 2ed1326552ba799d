package dev.pharos.serving.v2;

/**
 * An output that a request asks for.
 *
 * @param name the output's name
 * @param binary whether its values are wanted as bytes behind the JSON
 * @param classification how many classes, best first, are wanted as text {@code
 *     probability:index:label} instead of the values (Triton's classification extension); 0 for the
 *     values
 */
public record RequestedOutput(String name, boolean binary, int classification) {}
