/**
 * Puts a network's operations into a Deeplearning4j computation graph, which runs them in order,
 * forward and backward, in reused memory. Internal to the engine.
 *
 * <p>Deeplearning4j's own convolution, pooling and normalisation layers are not used: in 1.0.0-M2.1
 * they never reach oneDNN, they compute every layer's output again on the way back, and their
 * normalisation helper is wrong. The layers here call the same native operations directly.
 */
package dev.pharos.engine.graph;
