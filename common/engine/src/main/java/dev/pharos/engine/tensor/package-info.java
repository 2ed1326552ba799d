/**
 * The narrow door to ND4J: loading and describing the native libraries, calling native operations,
 * moving numbers in and out of tensors. Internal to the engine.
 */
package dev.pharos.engine.tensor;
