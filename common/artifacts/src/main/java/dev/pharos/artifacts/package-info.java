/**
 * Where big bytes live: data sets, checkpoints, models, each named by the SHA-256 of its content.
 *
 * <p>What is written becomes visible whole or not at all, is stored once however often it is
 * written, never changes, and is checked when it is read. Everything here blocks: call it from
 * threads that may. Knows no message broker and no database.
 *
 * <p>{@link dev.pharos.artifacts.ArtifactStore} is a folder that services share. Who does not share
 * it has {@link dev.pharos.artifacts.Artifacts} only, which may be an {@link
 * dev.pharos.artifacts.ArtifactCache} of what a service gives over HTTP.
 */
package dev.pharos.artifacts;
