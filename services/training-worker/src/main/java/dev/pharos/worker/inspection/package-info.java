/**
 * Looks into trained networks: an inspection comes from {@code inspection.tasks}, its pictures and
 * figures go into the artifact store.
 */
package dev.pharos.worker.inspection;
