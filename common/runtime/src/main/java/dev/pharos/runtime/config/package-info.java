/**
 * Strict configuration: records that are filled from the command line, the environment and a file.
 *
 * <p>A record validates itself in its compact constructor. Unknown settings are errors, and all
 * errors are told at once. This package knows nothing of any particular setting.
 */
package dev.pharos.runtime.config;
