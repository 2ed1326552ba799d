/**
 * Holds the build to docs/architecture.md: who may import whom, and which module alone may know
 * which library.
 */
package dev.pharos.architecture;
