/**
 * The training worker: takes what the scheduler assigns to it, trains, and tells how it goes.
 *
 * <p>This package wires the service and holds its edges to Kafka; {@code training} is the training
 * of one attempt and {@code report} what is said about it.
 */
package dev.pharos.worker;
