/** Follows what a platform works on and shows how far it is. */
package dev.pharos.platform.watch;
