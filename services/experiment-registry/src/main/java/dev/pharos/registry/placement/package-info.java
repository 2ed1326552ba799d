/**
 * Who trains what, as a pure function: waiting runs, held runs, workers, teams and the time give
 * placements and preemptions.
 *
 * <p>Knows neither the database nor Kafka nor a clock. What keeps a run out of the line ({@link
 * dev.pharos.registry.placement.Gates}), the order of service ({@link
 * dev.pharos.registry.placement.Line}), what a worker can do ({@link
 * dev.pharos.registry.placement.Fit}) and who makes room ({@link
 * dev.pharos.registry.placement.Preempting}) are separate.
 */
package dev.pharos.registry.placement;
