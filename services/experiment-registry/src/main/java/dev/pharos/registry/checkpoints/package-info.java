/**
 * Which checkpoints of a run are kept. Pure: it knows neither PostgreSQL nor the artifact store.
 */
package dev.pharos.registry.checkpoints;
