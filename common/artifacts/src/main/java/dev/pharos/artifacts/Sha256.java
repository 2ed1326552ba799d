package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reckons an artifact's name while its bytes pass. */
final class Sha256 {
  static final String PREFIX = "sha256:";

  private final MessageDigest digest = newDigest();
  private long size;

  void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    size += length;
  }

  /** The name of all bytes so far; nothing may be added afterwards. */
  ArtifactRef finish() {
    return new ArtifactRef(PREFIX + HexFormat.of().formatHex(digest.digest()), size);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
