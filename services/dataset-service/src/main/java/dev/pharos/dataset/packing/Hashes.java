package dev.pharos.dataset.packing;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/** SHA-256, and a quick checksum. */
final class Hashes {
  private Hashes() {}

  static byte[] of(byte[] content) {
    return newDigest().digest(content);
  }

  /** CRC-32C: no proof against malice, but ten times as fast. */
  static int checksum(byte[] content) {
    var crc = new CRC32C();
    crc.update(content);
    return (int) crc.getValue();
  }

  /** A number from 0 to 1 that content and seed alone decide. */
  static double draw(byte[] hash, long seed) {
    var digest = newDigest();
    digest.update(hash);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
    return (ByteBuffer.wrap(digest.digest()).getLong() >>> 11) * 0x1.0p-53;
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
