/**
 * The serving gateway: answers what images show, with the model versions that the registry's
 * aliases point to.
 *
 * <p>This package wires the service and holds its edge to Kafka. {@code catalog} is what exists,
 * {@code model} what is loaded, {@code predict} the way of a request through both, {@code v2} the
 * messages of the Open Inference Protocol, {@code http} the routes.
 */
package dev.pharos.serving;
