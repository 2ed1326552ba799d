package dev.pharos.imaging.prepare;

import dev.pharos.imaging.packed.CorruptDatasetException;
import dev.pharos.imaging.packed.PackedDataset;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The batches of one epoch, in order, prepared ahead by one thread into a fixed number of reused
 * batches: a slow consumer stops the thread, never fills the memory.
 */
public final class BatchStream implements AutoCloseable {
  private final PackedDataset dataset;
  private final BatchFiller filler;
  private final int[] order;
  private final int batchSize;
  private final Augmentation augmentation;
  private final long epoch;
  private final int steps;
  private final BlockingQueue<Batch> empty;
  private final BlockingQueue<Item> ready;
  private final Thread thread;
  private int next;

  /** What the thread hands over: a batch, or why there is none. */
  private sealed interface Item {}

  private record Filled(Batch batch) implements Item {}

  private record Failed(Throwable reason) implements Item {}

  BatchStream(
      PackedDataset dataset,
      Preprocessing preprocessing,
      int[] order,
      int batchSize,
      Augmentation augmentation,
      long epoch,
      int fromStep,
      int prefetched) {
    this.dataset = dataset;
    this.filler = new BatchFiller(dataset, preprocessing);
    this.order = order;
    this.batchSize = batchSize;
    this.augmentation = augmentation;
    this.epoch = epoch;
    this.steps = (order.length + batchSize - 1) / batchSize;
    this.next = fromStep;
    var batches = prefetched + 1; // one is with the consumer
    this.empty = new ArrayBlockingQueue<>(batches);
    this.ready = new ArrayBlockingQueue<>(batches + 1);
    var capacity = Math.min(batchSize, Math.max(1, order.length));
    for (var i = 0; i < Math.min(batches, steps - fromStep); i++) {
      empty.add(new Batch(capacity, preprocessing.input().volume(), this));
    }
    this.thread = new Thread(() -> run(fromStep), "batch-prefetch");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(int fromStep) {
    try {
      for (var step = fromStep; step < steps; step++) {
        var batch = empty.take();
        fill(batch, step);
        ready.put(new Filled(batch));
      }
    } catch (InterruptedException e) {
      // Closed early; nobody waits for more.
      Thread.currentThread().interrupt();
    } catch (CorruptDatasetException | RuntimeException | Error e) {
      // There is room for every batch and this: the queue holds one more than there are batches.
      ready.add(new Failed(e));
    }
  }

  private void fill(Batch batch, int step) throws CorruptDatasetException {
    var from = step * batchSize;
    var size = Math.min(batchSize, order.length - from);
    batch.begin(step, size);
    filler.fill(order, from, size, augmentation, epoch, batch.features());
    for (var i = 0; i < size; i++) {
      batch.images()[i] = order[from + i];
      batch.labels()[i] = dataset.label(order[from + i]);
    }
  }

  /**
   * The next batch; empty when the epoch is over. Close each batch before asking for too many more:
   * there are three.
   *
   * @throws CorruptDatasetException if an image does not match its checksum
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public Optional<Batch> next() throws CorruptDatasetException, InterruptedException {
    if (next >= steps) {
      return Optional.empty();
    }
    var item = ready.take();
    if (item instanceof Filled filled) {
      next++;
      return Optional.of(filled.batch());
    }
    next = steps;
    var reason = ((Failed) item).reason();
    if (reason instanceof CorruptDatasetException corrupt) {
      throw corrupt;
    }
    throw new IllegalStateException("preparing a batch failed", reason);
  }

  void recycle(Batch batch) {
    empty.add(batch);
  }

  /** Stops the thread and waits until it has stopped. */
  @Override
  public void close() {
    thread.interrupt();
    var interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
