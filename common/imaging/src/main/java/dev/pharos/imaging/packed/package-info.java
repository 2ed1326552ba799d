/**
 * The packed data set: all images of a data set, equally large, in one checksummed file that is
 * mapped into memory. {@code docs/packed-format.md} describes it byte by byte.
 *
 * <p>Knows pixels and files; knows nothing about networks or services.
 */
package dev.pharos.imaging.packed;
