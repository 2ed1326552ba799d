/**
 * Live updates: what any registry notes in PostgreSQL reaches the browsers of all of them.
 *
 * <p>{@link dev.pharos.registry.live.LiveHub} hears the notices and reads what changed, once for
 * all who follow; {@link dev.pharos.registry.live.EventStream} writes to one browser as fast as it
 * reads. Knows runs and logs as views, and HTTP responses; knows no routes.
 */
package dev.pharos.registry.live;
