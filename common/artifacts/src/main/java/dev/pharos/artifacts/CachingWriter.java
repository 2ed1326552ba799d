package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;

/** Writes into the cache's folder first, and from there to where artifacts are kept. */
final class CachingWriter extends ArtifactWriter {
  private final FileWriter local;
  private final ArtifactCache cache;

  CachingWriter(FileWriter local, ArtifactCache cache) {
    this.local = local;
    this.cache = cache;
  }

  @Override
  public void write(int one) throws IOException {
    local.write(one);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    local.write(bytes, offset, length);
  }

  @Override
  public ArtifactRef commit() throws IOException {
    var artifact = local.commit();
    cache.send(artifact);
    return artifact;
  }

  @Override
  public void commit(ArtifactRef expected) throws IOException {
    local.commit(expected);
    cache.send(expected);
  }

  @Override
  public void close() throws IOException {
    local.close();
  }
}
