/**
 * Models in memory: loading, warming up, swapping, and answering many requests in one pass.
 *
 * <p>Knows the engine and the artifact store, and nothing of HTTP or Kafka.
 */
package dev.pharos.serving.model;
