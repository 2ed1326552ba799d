package dev.pharos.contracts;

import java.util.regex.Pattern;

/**
 * Names bytes in the artifact store by their content. Big bytes never travel through Kafka; this
 * does.
 *
 * @param digest {@code sha256:} and 64 lower-case hexadecimal digits
 * @param size length in bytes
 */
public record ArtifactRef(String digest, long size) {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException if the digest is not a SHA-256 digest or the size is negative
   */
  public ArtifactRef {
    if (digest == null || !DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          "artifact digest '" + digest + "' is not 'sha256:' and 64 lower-case hexadecimal digits");
    }
    if (size < 0) {
      throw new IllegalArgumentException("artifact size " + size + " is negative");
    }
  }

  /** The 64 hexadecimal digits alone. */
  public String hex() {
    return digest.substring("sha256:".length());
  }
}
