/**
 * Imports as the rest of the world sees them: asked for, worked on by one process at a time, ended
 * with a version or a reason. Everything they leave in PostgreSQL is written here.
 */
package dev.pharos.dataset.imports;
