/**
 * The {@code pharos} program: the whole platform in one process, and the command line.
 *
 * <p>A client command must start quickly, so that nothing on its way loads a service, the broker or
 * the engine; only {@code up} and {@code demo} do.
 */
package dev.pharos.platform;
