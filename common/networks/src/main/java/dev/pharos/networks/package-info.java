/**
 * What a network is, told without any framework: layers with names and inputs, shapes, parameters,
 * arithmetic and memory.
 *
 * <p>Everything here is an immutable value that can be written as JSON and read back. It may know
 * Jackson's annotations and nothing else of Pharos; the engine turns it into something that
 * computes.
 */
package dev.pharos.networks;
