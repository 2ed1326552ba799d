package dev.pharos.serving.http;

/**
 * An image as it was sent.
 *
 * @param name its file name, for messages
 * @param bytes the file, of any format
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never compared
record ImageFile(String name, byte[] bytes) {}
