/**
 * What attempts report at rate: metric points, progress and log lines, written in bulk and read
 * thinned.
 *
 * <p>Knows SQL. A point or line that comes twice is one row; points of an attempt that was given up
 * count only up to where the next one resumed.
 */
package dev.pharos.registry.metrics;
