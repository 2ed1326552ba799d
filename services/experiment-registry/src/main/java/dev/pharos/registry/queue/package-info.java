/**
 * The queue as it is stored, read and changed by people: places, priorities, dependencies, teams,
 * and what is foreseen.
 *
 * <p>Knows SQL and {@link dev.pharos.registry.placement}, and neither HTTP nor Kafka.
 */
package dev.pharos.registry.queue;
