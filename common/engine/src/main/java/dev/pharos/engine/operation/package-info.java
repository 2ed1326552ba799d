/**
 * The arithmetic of each kind of layer, forward and backward, on tensors in NCHW order. An
 * operation knows nothing of the graph it stands in, of training or of files. Internal to the
 * engine.
 */
package dev.pharos.engine.operation;
