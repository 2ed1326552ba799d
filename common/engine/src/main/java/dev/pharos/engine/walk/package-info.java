/**
 * A trained network looked into: the output of every layer, and the way back from one of them to
 * the image. Works with ND4J's tensors and hands out plain arrays.
 */
package dev.pharos.engine.walk;
