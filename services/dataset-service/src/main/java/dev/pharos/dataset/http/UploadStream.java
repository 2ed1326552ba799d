package dev.pharos.dataset.http;

import dev.pharos.artifacts.ArtifactWriter;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.io.IOException;

/**
 * Writes an upload to the disk as it arrives, piece by piece on a thread that may block, and holds
 * the sender back when the disk is slower than the network. Belongs to one event loop.
 */
final class UploadStream implements WriteStream<Buffer> {
  private static final int MOST_WAITING = 1 << 20;

  private final ArtifactWriter writer;
  private final WorkPool files;
  private final long mostBytes;
  private Future<Void> written = Future.succeededFuture();
  private Handler<Void> drain;
  private long received;
  private int waiting;

  UploadStream(ArtifactWriter writer, WorkPool files, long mostBytes) {
    this.writer = writer;
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
    writer.write(piece.getBytes());
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

  /** Makes the upload lasting, when all pieces are written. */
  Future<ArtifactRef> commit() {
    return written.compose(all -> files.submit(writer::commit));
  }

  /** Deletes what was written. */
  Future<Void> discard() {
    return written.transform(
        any ->
            files.submit(
                () -> {
                  writer.close();
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
