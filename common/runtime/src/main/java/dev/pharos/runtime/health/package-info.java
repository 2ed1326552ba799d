/** Checks that decide whether a process is ready for work; the admin port asks them. */
package dev.pharos.runtime.health;
