/**
 * Trains, evaluates and runs networks. The only part of Pharos that imports Deeplearning4j and
 * ND4J, none of which is visible here: callers give {@link dev.pharos.networks.NetworkSpec} and
 * plain arrays, and get plain values back.
 */
package dev.pharos.engine;
