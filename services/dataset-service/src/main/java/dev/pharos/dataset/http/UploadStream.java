package dev.pharos.dataset.http;

import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;

/**
 * Writes an upload to the disk as it arrives, piece by piece on a thread that may block, and holds
 * the sender back when the disk is slower than the network. Belongs to one event loop.
 */
final class UploadStream implements WriteStream<Buffer> {
  private static final int MOST_WAITING = 1 << 20;

  private final OutputStream out;
  private final WorkPool files;
  private final long mostBytes;
  private Future<Void> written = Future.succeededFuture();
  private Handler<Void> drain;
  private long received;
  private int waiting;

  UploadStream(OutputStream out, WorkPool files, long mostBytes) {
    this.out = out;
    this.files = files;
    this.mostBytes = mostBytes;
  }

  @Override
  public Future<Void> write(Buffer piece) {
    received += piece.length();
    if (received > mostBytes) {
      return Future.failedFuture(tooLarge(mostBytes));
    }
    waiting += piece.length();
    // One after the other: each piece follows the one before it.
    written = written.compose(before -> files.submit(() -> append(piece)));
    return written.onComplete(done -> wrote(piece.length()));
  }

  static Problem tooLarge(long mostBytes) {
    return Problem.tooLarge(
        "the upload is larger than %d bytes, the limit of this service (imports.max-upload-bytes)"
            .formatted(mostBytes));
  }

  private Void append(Buffer piece) throws IOException {
    out.write(piece.getBytes());
    return null;
  }

  private void wrote(int length) {
    waiting -= length;
    if (drain != null && waiting <= MOST_WAITING / 2) {
      var waker = drain;
      drain = null;
      waker.handle(null);
    }
  }

  @Override
  public Future<Void> end() {
    return written;
  }

  /** Does something with the file when all pieces are written, if they could be. */
  <T> Future<T> then(Callable<T> last) {
    return written.compose(all -> files.submit(last));
  }

  /** Closes the file when nothing more is written to it, whatever happened. */
  Future<Void> close() {
    return written.transform(
        any ->
            files.submit(
                () -> {
                  out.close();
                  return null;
                }));
  }

  @Override
  public boolean writeQueueFull() {
    return waiting > MOST_WAITING;
  }

  @Override
  public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
    drain = handler;
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    return this;
  }
}
