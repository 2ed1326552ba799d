/**
 * Where a platform keeps its data on this machine, and how commands find the one that runs there.
 *
 * <p>Knows files and processes, no service.
 */
package dev.pharos.platform.home;
