/**
 * The life of a run as pure functions: a state and an event give the next state and what is to be
 * done about it.
 *
 * <p>Knows the messages, and neither the database nor Kafka nor a clock. {@link
 * dev.pharos.registry.lifecycle.RunLifecycle} decides; who calls it stores the state and carries
 * out the effects in one transaction.
 */
package dev.pharos.registry.lifecycle;
