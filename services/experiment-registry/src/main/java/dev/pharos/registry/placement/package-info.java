/**
 * Who trains what, as a pure function: waiting runs and workers give placements.
 *
 * <p>Knows neither the database nor Kafka nor a clock. The order in which runs are served ({@link
 * dev.pharos.registry.placement.ServingOrder}) and what a worker can do ({@link
 * dev.pharos.registry.placement.Fit}) are separate, so that fair share, labels and preemption have
 * their places.
 */
package dev.pharos.registry.placement;
