/**
 * Runs as they are stored, read and changed.
 *
 * <p>{@link dev.pharos.registry.runs.RunChanges} is the only way a run changes after it was
 * accepted: it locks the run, lets {@link dev.pharos.registry.lifecycle.RunLifecycle} decide, and
 * stores state, effects and announcements in the caller's transaction. Knows SQL and the outbox,
 * and neither HTTP nor how Kafka is read.
 */
package dev.pharos.registry.runs;
