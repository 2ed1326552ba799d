package dev.pharos.imaging.jpeg;

/**
 * A component of the image: brightness, or one of the two colour differences.
 *
 * @param horizontal how many blocks of it a unit of the scan has across
 * @param vertical and down
 * @param quantisation the 64 factors, in the order of the file
 * @param direct the code of the first coefficients
 * @param alternating the code of the other coefficients
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Component(
    int horizontal,
    int vertical,
    int[] quantisation,
    HuffmanTable direct,
    HuffmanTable alternating) {}
