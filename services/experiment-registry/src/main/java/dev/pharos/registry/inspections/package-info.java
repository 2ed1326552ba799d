/**
 * Looks into trained networks: what may be looked at, what was looked at before, and what came of
 * it. Workers do the looking.
 */
package dev.pharos.registry.inspections;
