/**
 * Workers, as their heartbeats describe them.
 *
 * <p>Knows SQL. A worker was last seen when its heartbeat arrived here, by the database's clock:
 * the clocks of workers do not matter.
 */
package dev.pharos.registry.workers;
