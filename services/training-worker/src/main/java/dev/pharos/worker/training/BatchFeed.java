package dev.pharos.worker.training;

import dev.pharos.engine.Batch;
import dev.pharos.imaging.prepare.BatchStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Hands prepared batches to the engine, one at a time: a batch is given back to be filled again
 * when the next one is asked for.
 */
final class BatchFeed implements Iterator<Batch>, AutoCloseable {
  private final BatchStream stream;
  private final StopSignal stop;
  private int left;
  private dev.pharos.imaging.prepare.Batch current;
  private dev.pharos.imaging.prepare.Batch next;

  /**
   * @param most how many batches to hand out at most
   * @param stop ends the feed early
   */
  BatchFeed(BatchStream stream, int most, StopSignal stop) {
    this.stream = stream;
    this.left = most;
    this.stop = stop;
  }

  /** The batch as the engine takes it. */
  static Batch of(dev.pharos.imaging.prepare.Batch batch) {
    return new Batch(FloatBuffer.wrap(batch.features()), batch.labels(), batch.size());
  }

  @Override
  public boolean hasNext() {
    if (next == null && left > 0 && stop.requested().isEmpty()) {
      giveBack();
      next = take();
    }
    return next != null;
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    current = next;
    next = null;
    left--;
    return of(current);
  }

  private dev.pharos.imaging.prepare.Batch take() {
    try {
      return stream.next().orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted while evaluating"));
    }
  }

  private void giveBack() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  @Override
  public void close() {
    giveBack();
    stream.close();
  }
}
