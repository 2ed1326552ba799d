package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Passes an artifact's bytes on, and refuses to end if they were not the right ones. */
final class VerifyingInputStream extends InputStream {
  private final InputStream content;
  private final ArtifactRef expected;
  private final Object place;
  private final Sha256 sha256 = new Sha256();
  private boolean verified;

  /**
   * @param place where the bytes lie, for the message
   */
  VerifyingInputStream(InputStream content, ArtifactRef expected, Object place) {
    this.content = content;
    this.expected = expected;
    this.place = place;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    int read = verified ? -1 : content.read(bytes, offset, length);
    if (read > 0) {
      sha256.update(bytes, offset, read);
    } else if (!verified) {
      verify();
    }
    return read;
  }

  private void verify() throws CorruptArtifactException {
    var found = sha256.finish();
    if (!found.equals(expected)) {
      throw new CorruptArtifactException(
          expected, place, "%s (%d bytes)".formatted(found.digest(), found.size()));
    }
    verified = true;
  }

  @Override
  public int available() throws IOException {
    return content.available();
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
