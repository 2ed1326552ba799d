/**
 * Decodes the JPEG files that nearly all photographs are: sequential, Huffman-coded, gray or YCbCr.
 *
 * <p>In Java, so that hostile bytes meet checked arrays; and at native speed, because what no
 * branch is needed for is written as long loops over equal arrays, which the JVM turns into vector
 * instructions. {@link dev.pharos.imaging.jpeg.JpegDecoder} makes the image as it is stored, the
 * same, bit for bit, as the codec in the JDK does (libjpeg with its default settings). {@link
 * dev.pharos.imaging.jpeg.ScaledDecoder} makes a part of it in another size, in one step for each
 * axis. A file that is unusual or damaged in any way is left to that codec: {@link
 * dev.pharos.imaging.jpeg.UnusualJpegException}.
 */
package dev.pharos.imaging.jpeg;
