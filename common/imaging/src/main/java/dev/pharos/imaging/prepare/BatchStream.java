package dev.pharos.imaging.prepare;

import dev.pharos.imaging.packed.CorruptDatasetException;
import dev.pharos.imaging.packed.PackedDataset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * The batches of one epoch, in order, prepared ahead by a few threads into a fixed number of reused
 * batches: a slow consumer stops the threads, never fills the memory.
 */
public final class BatchStream implements AutoCloseable {
  private static final int PREFETCHED = 2;

  private final PackedDataset dataset;
  private final BatchPool pool;
  private final Course course;
  private final int steps;
  private final List<Thread> threads = new ArrayList<>();

  // Guarded by this.
  private final Deque<Batch> empty = new ArrayDeque<>();
  private final Map<Integer, Batch> ready = new HashMap<>();
  private Throwable failure;
  private int nextToFill;
  private int nextToGive;
  private boolean closed;

  /**
   * What is to be prepared.
   *
   * @param order the image at each position
   * @param images how many positions there are
   * @param crops how many times in a row each image comes
   * @param batchSize crops per batch; the last has what is left
   * @param epoch the number of the epoch
   * @param fromStep the first batch that is wanted
   * @param threads how many threads prepare batches, a batch each
   */
  record Course(
      IntUnaryOperator order,
      int images,
      Crops crops,
      int batchSize,
      long epoch,
      int fromStep,
      int threads) {
    int positions() {
      return images * crops.count();
    }

    /** Writes what is at a position, and tells which image that is. */
    int fill(BatchFiller filler, int position, float[] target, int offset)
        throws CorruptDatasetException {
      var image = order.applyAsInt(position / crops.count());
      if (crops == Crops.CENTRE) {
        filler.fill(image, epoch, target, offset);
      } else {
        filler.fill(image, crops, position % crops.count(), target, offset);
      }
      return image;
    }
  }

  BatchStream(PackedDataset dataset, BatchPool pool, Course course, Supplier<BatchFiller> fillers) {
    this.dataset = dataset;
    this.pool = pool;
    this.course = course;
    this.steps = (course.positions() + course.batchSize - 1) / course.batchSize;
    this.nextToFill = course.fromStep;
    this.nextToGive = course.fromStep;
    var batches = Math.min(PREFETCHED + course.threads, steps - course.fromStep);
    for (var i = 0; i < batches; i++) {
      empty.add(pool.take());
    }
    for (var i = 0; i < Math.min(course.threads, batches); i++) {
      var filler = fillers.get();
      var thread = new Thread(() -> run(filler), "batch-prefetch");
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  private void run(BatchFiller filler) {
    try {
      for (var batch = take(); batch != null; batch = take()) {
        fill(filler, batch);
        offer(batch);
      }
    } catch (InterruptedException e) {
      // Closed early; nobody waits for more.
      Thread.currentThread().interrupt();
    } catch (CorruptDatasetException | RuntimeException | Error e) {
      fail(e);
    }
  }

  /** An empty batch that knows its step: steps are begun in their order. Null at the end. */
  private synchronized Batch take() throws InterruptedException {
    while (empty.isEmpty() && nextToFill < steps && failure == null) {
      wait();
    }
    if (nextToFill >= steps || failure != null) {
      return null;
    }
    var batch = empty.remove();
    var from = (long) nextToFill * course.batchSize;
    batch.begin(this, nextToFill, (int) Math.min(course.batchSize, course.positions() - from));
    nextToFill++;
    return batch;
  }

  private void fill(BatchFiller filler, Batch batch)
      throws CorruptDatasetException, InterruptedException {
    var volume = batch.features().length / batch.labels().length;
    for (var i = 0; i < batch.size(); i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      var position = batch.step() * course.batchSize + i;
      var image = course.fill(filler, position, batch.features(), i * volume);
      batch.images()[i] = image;
      batch.labels()[i] = dataset.label(image);
    }
  }

  private synchronized void offer(Batch batch) {
    ready.put(batch.step(), batch);
    notifyAll();
  }

  private synchronized void fail(Throwable reason) {
    if (failure == null) {
      failure = reason;
    }
    notifyAll();
  }

  /**
   * The next batch; empty when the epoch is over. Close each batch before asking for too many more:
   * there are two more than threads.
   *
   * @throws CorruptDatasetException if an image does not match its checksum
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public synchronized Optional<Batch> next() throws CorruptDatasetException, InterruptedException {
    while (nextToGive < steps && !ready.containsKey(nextToGive) && failure == null) {
      wait();
    }
    if (nextToGive >= steps) {
      return Optional.empty();
    }
    var batch = ready.remove(nextToGive);
    if (batch != null) {
      nextToGive++;
      return Optional.of(batch);
    }
    nextToGive = steps;
    if (failure instanceof CorruptDatasetException corrupt) {
      throw corrupt;
    }
    throw new IllegalStateException("preparing a batch failed", failure);
  }

  synchronized void recycle(Batch batch) {
    if (closed) {
      pool.give(batch);
    } else {
      empty.add(batch);
      notifyAll();
    }
  }

  /** Stops the threads and waits until they have stopped. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    var interrupted = false;
    for (var thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    handBack();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a consumer still holds follows when it is closed. */
  private synchronized void handBack() {
    closed = true;
    empty.forEach(pool::give);
    empty.clear();
    ready.values().forEach(pool::give);
    ready.clear();
  }
}
