/**
 * The ways in which data sets come, recognised by what is in the files: which are images, of which
 * class, and what for.
 *
 * <p>Knows files and their names; decodes nothing.
 */
package dev.pharos.dataset.layout;
