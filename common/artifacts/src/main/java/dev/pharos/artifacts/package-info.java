/**
 * Where big bytes live: data sets, checkpoints, models, each named by the SHA-256 of its content.
 *
 * <p>What is written becomes visible whole or not at all, is stored once however often it is
 * written, never changes, and is checked when it is read. Everything here blocks: call it from
 * threads that may. Knows no service, no message broker and no database; the file system is the
 * first of the places that {@link dev.pharos.artifacts.ArtifactStore} can stand for.
 */
package dev.pharos.artifacts;
