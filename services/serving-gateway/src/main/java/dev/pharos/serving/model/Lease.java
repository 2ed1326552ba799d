package dev.pharos.serving.model;

import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps a model in memory until it is closed. Closing it twice does no harm. */
public final class Lease implements AutoCloseable {
  private final LoadedModel model;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  Lease(LoadedModel model, Runnable release) {
    this.model = model;
    this.release = release;
  }

  /** The model. */
  public LoadedModel model() {
    return model;
  }

  /** Gives the model back. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
