/**
 * The way of a request: find its model, prepare its images, compute, count, tell.
 *
 * <p>Knows the models in memory and the topics; nothing of HTTP.
 */
package dev.pharos.serving.predict;
