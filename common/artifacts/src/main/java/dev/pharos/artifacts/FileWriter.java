package dev.pharos.artifacts;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.pharos.contracts.ArtifactRef;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes aside; renaming is what makes an artifact visible. */
final class FileWriter extends ArtifactWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ArtifactFiles files;
  private final Path unfinished;
  private final FileChannel channel;
  private final OutputStream out;
  private final Sha256 sha256 = new Sha256();
  private long written;

  FileWriter(ArtifactFiles files) throws IOException {
    this.files = files;
    this.unfinished = files.newUnfinished();
    try {
      this.channel = FileChannel.open(unfinished, CREATE_NEW, WRITE);
    } catch (IOException e) {
      throw failed(e);
    }
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw failed(e);
    }
    sha256.update(bytes, offset, length);
    written += length;
  }

  @Override
  public ArtifactRef commit() throws IOException {
    requireOpen();
    return publish(sha256.finish());
  }

  @Override
  public void commit(ArtifactRef expected) throws IOException {
    requireOpen();
    var found = sha256.finish();
    if (!found.equals(expected)) {
      close();
      throw new CorruptArtifactException(
          expected, "what was sent", "%s (%d bytes)".formatted(found.digest(), found.size()));
    }
    publish(expected);
  }

  private void requireOpen() {
    if (!channel.isOpen()) {
      throw new IllegalStateException("the artifact is committed or discarded already");
    }
  }

  private ArtifactRef publish(ArtifactRef artifact) throws IOException {
    try {
      out.flush();
      // The bytes must be on the disk before the name is: a name without bytes would be corrupt.
      channel.force(true);
      channel.close();
      files.publish(unfinished, artifact);
      return artifact;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Discards what was not committed. */
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      Files.deleteIfExists(unfinished);
    }
  }

  private ArtifactException failed(IOException cause) {
    // Made before the bytes are deleted: it tells how full the disk is.
    var failure = files.cannotWrite(written, cause);
    try {
      if (channel != null) {
        channel.close();
      }
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
