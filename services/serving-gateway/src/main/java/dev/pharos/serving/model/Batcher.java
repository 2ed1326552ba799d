package dev.pharos.serving.model;

import dev.pharos.runtime.OverloadedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Computes what waits for one model together: requests that came while a pass was computed share
 * the next one. What does not fit in its queue is refused at once.
 *
 * <p>One thread of its own hands the passes to the network. {@link #close} answers what waits and
 * ends the thread.
 */
final class Batcher implements AutoCloseable {
  private static final Piece END = new Piece(null, 0, 0);

  private final String name;
  private final Network network;
  private final BatchingConfig config;
  private final PassListener listener;
  private final int volume;
  private final BlockingQueue<Piece> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Thread thread;
  private Piece held;

  /** Hears of each pass: how many images it had and how long it took. */
  @FunctionalInterface
  interface PassListener {
    void passed(int images, long nanos);
  }

  Batcher(String name, Network network, BatchingConfig config, PassListener listener) {
    this.name = name;
    this.network = network;
    this.config = config;
    this.listener = listener;
    this.volume = network.signature().input().volume();
    this.thread = new Thread(this::run, "batches of " + name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Asks for the probabilities of some images.
   *
   * @param pixels exactly {@code count} prepared images
   * @return fails with {@link OverloadedException} when the queue is full; cancelling it takes what
   *     still waits out of the queue
   */
  CompletableFuture<Prediction> submit(float[] pixels, int count) {
    var ticket = new Ticket(pixels, count);
    if (!reserve(count)) {
      ticket.fail(
          new OverloadedException(
              "%d images wait for %s, which takes %d at most; try again in a moment"
                  .formatted(waiting.get(), name, config.maxQueue())));
      return ticket.answer();
    }
    for (var from = 0; from < count; from += config.maxSize()) {
      queue.add(new Piece(ticket, from, Math.min(config.maxSize(), count - from)));
    }
    return ticket.answer();
  }

  /** Images that wait for a pass. */
  int waiting() {
    return waiting.get();
  }

  private boolean reserve(int count) {
    var before = waiting.getAndUpdate(n -> n + count > config.maxQueue() ? n : n + count);
    return before + count <= config.maxQueue();
  }

  private void run() {
    try {
      while (!END.equals(held)) {
        var batch = gather();
        if (!batch.isEmpty()) {
          compute(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The pieces of the next pass; none when nobody waits for them any more. */
  private List<Piece> gather() throws InterruptedException {
    var batch = new ArrayList<Piece>();
    var images = 0;
    var first = held == null ? queue.take() : held;
    held = null;
    for (var piece = first; piece != null; piece = next(first)) {
      if (piece.equals(END)) {
        held = END;
        break;
      }
      if (images + piece.count() > config.maxSize()) {
        held = piece;
        break;
      }
      waiting.addAndGet(-piece.count());
      if (!piece.ticket().abandoned()) {
        batch.add(piece);
        images += piece.count();
      }
    }
    return batch;
  }

  /** The next piece that may join, after waiting for it no longer than the first one may wait. */
  private Piece next(Piece first) throws InterruptedException {
    var delay = config.maxDelay().toNanos() - (System.nanoTime() - first.ticket().askedNanos());
    return delay > 0 ? queue.poll(delay, TimeUnit.NANOSECONDS) : queue.poll();
  }

  private void compute(List<Piece> batch) {
    var began = System.nanoTime();
    try {
      var images = batch.stream().mapToInt(Piece::count).sum();
      var rows = network.probabilities(pixels(batch, images), images);
      var nanos = System.nanoTime() - began;
      listener.passed(images, nanos);
      var first = 0;
      for (var piece : batch) {
        piece.ticket().computed(piece, rows, first, began, nanos);
        first += piece.count();
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(piece -> piece.ticket().fail(e));
    }
  }

  private float[] pixels(List<Piece> batch, int images) {
    if (batch.size() == 1 && batch.get(0).ticket().pixels().length == images * volume) {
      return batch.get(0).ticket().pixels();
    }
    var pixels = new float[images * volume];
    var to = 0;
    for (var piece : batch) {
      System.arraycopy(
          piece.ticket().pixels(), piece.from() * volume, pixels, to, piece.count() * volume);
      to += piece.count() * volume;
    }
    return pixels;
  }

  /** Answers what waits and ends the thread; nothing may be submitted any more. */
  @Override
  public void close() {
    queue.add(END);
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
