package dev.pharos.artifacts;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An artifact as a file of this machine, for mapping into memory: checked, not to be changed, and
 * there for as long as this is open.
 */
public final class HeldArtifact implements AutoCloseable {
  private final Path file;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param release what to do when nobody needs the file any more; done once
   */
  HeldArtifact(Path file, Runnable release) {
    this.file = file;
    this.release = release;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
