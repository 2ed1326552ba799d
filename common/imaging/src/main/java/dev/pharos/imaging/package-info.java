/**
 * Images as Pharos sees them between a file and a network: unsigned bytes, and their size.
 *
 * <p>The subpackages follow an image on its way: {@code decode} turns untrusted bytes into pixels,
 * {@code prepare} makes them fit a network, {@code packed} keeps a whole data set in one
 * memory-mapped file, {@code samples} draws data sets. Nothing here knows about messages, services
 * or a training framework.
 */
package dev.pharos.imaging;
