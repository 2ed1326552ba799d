/**
 * Sweeps as they are kept and carried out: what {@link dev.pharos.registry.search} decides becomes
 * runs of the ordinary queue. Everything is in PostgreSQL, and a look at a sweep is one
 * transaction, so that a registry that is killed leaves nothing half done.
 */
package dev.pharos.registry.sweeps;
