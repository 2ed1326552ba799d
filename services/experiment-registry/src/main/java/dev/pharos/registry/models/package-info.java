/**
 * Registered models: versions, which are results of runs, and aliases, which point to versions.
 *
 * <p>Each change raises the model's revision and tells its whole state on {@code model.events}, in
 * the transaction of the change. Knows SQL and the outbox.
 */
package dev.pharos.registry.models;
