/**
 * Decodes the JPEG files that nearly all photographs are: sequential, Huffman-coded, gray or YCbCr.
 *
 * <p>In Java, so that hostile bytes meet checked arrays; and at native speed, because what no
 * branch is needed for (transform, colour) is written as long loops over equal arrays, which the
 * JVM turns into vector instructions, and because of an image only the part that is wanted goes
 * through them. The result is the same, bit for bit, as that of the codec in the JDK (libjpeg with
 * its default settings). A file that is unusual or damaged in any way is left to that codec: {@link
 * dev.pharos.imaging.jpeg.UnusualJpegException}.
 */
package dev.pharos.imaging.jpeg;
