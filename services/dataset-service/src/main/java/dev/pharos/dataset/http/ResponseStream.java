package dev.pharos.dataset.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A response as a stream for a thread that may block: each piece waits until the one before has
 * left, so that a slow receiver needs no memory here.
 */
final class ResponseStream extends OutputStream {
  private static final int PIECE = 1 << 16;
  private static final long PATIENCE_SECONDS = 60;

  private final HttpServerResponse response;
  private final byte[] piece = new byte[PIECE];
  private int filled;
  private Future<Void> last = Future.succeededFuture();

  ResponseStream(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (var done = 0; done < length; ) {
      var part = Math.min(length - done, PIECE - filled);
      System.arraycopy(bytes, offset + done, piece, filled, part);
      filled += part;
      done += part;
      if (filled == PIECE) {
        send();
      }
    }
  }

  private void send() throws IOException {
    await(last);
    last = response.write(Buffer.buffer(filled).appendBytes(piece, 0, filled));
    filled = 0;
  }

  private void await(Future<Void> written) throws IOException {
    try {
      written.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the receiver is gone", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the receiver takes nothing any more", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("stopped").initCause(e);
    }
  }

  /** Ends the response, if nothing went wrong. */
  void finish() throws IOException {
    send();
    await(last);
    await(response.end());
  }
}
