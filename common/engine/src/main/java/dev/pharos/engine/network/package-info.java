/**
 * Networks that can be run, on oneDNN's own layouts where that is possible and as a Deeplearning4j
 * graph elsewhere. Internal to the engine.
 */
package dev.pharos.engine.network;
