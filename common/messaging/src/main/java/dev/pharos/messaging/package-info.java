/**
 * Typed messages over Kafka: a publisher, subscriptions that lose nothing and stop at nothing, dead
 * letters, and the transactional outbox.
 *
 * <p>It knows the topics' types from the contracts, plain Kafka clients, and two tables ({@code
 * consumer_offsets}, {@code outbox}). It knows no particular message and no service.
 */
package dev.pharos.messaging;
