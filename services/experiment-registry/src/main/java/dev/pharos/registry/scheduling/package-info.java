/**
 * The edge around the pure parts: looks at queue, workers and attempts in PostgreSQL, lets {@link
 * dev.pharos.registry.placement.Scheduler} plan and {@link dev.pharos.registry.scheduling.Watchdog}
 * judge, and applies what they say.
 *
 * <p>Several registries may run: each pass holds an advisory lock for its transaction, so one
 * schedules at a time.
 */
package dev.pharos.registry.scheduling;
