/**
 * Turns untrusted bytes into pixels: JPEG, PNG, GIF, BMP, WebP and TIFF, told apart by content.
 *
 * <p>{@link dev.pharos.imaging.decode.ImageDecoder} is the door. Before a codec sees a file, its
 * structure is walked here: size limits, missing ends and broken checksums are found without
 * allocating anything. The codecs are ImageIO's and TwelveMonkeys'; nothing outside this package
 * knows them.
 */
package dev.pharos.imaging.decode;
