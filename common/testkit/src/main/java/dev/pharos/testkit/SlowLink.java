package dev.pharos.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server of this machine that takes its time: what goes through it is held up, piece
 * after piece of 16 KiB in each direction of each connection, so that a delay is a limit to the
 * bandwidth, too. Without a delay it is as good as none.
 */
public final class SlowLink implements AutoCloseable {
  private static final int PIECE = 16 << 10;

  private final int target;
  private final ServerSocket door;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile Duration delay = Duration.ZERO;

  /**
   * Opens a way.
   *
   * @param target the server's port on 127.0.0.1
   */
  public SlowLink(int target) {
    this.target = target;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("slow-link", this::accept);
  }

  /** The port to connect to instead of the server's. */
  public int port() {
    return door.getLocalPort();
  }

  /** How long each piece is held up from now on. */
  public void delay(Duration longer) {
    delay = longer;
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void start(String name, Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One end has closed its connection; its other half is closed with it.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      var near = door.accept();
      var far = new Socket();
      open.add(near);
      open.add(far);
      start("slow-link-out", () -> connect(near, far));
    }
  }

  private void connect(Socket near, Socket far) throws IOException, InterruptedException {
    try {
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
    } catch (IOException e) {
      close(near, far);
      throw e;
    }
    start("slow-link-in", () -> pass(far, near));
    pass(near, far);
  }

  private void pass(Socket from, Socket to) throws IOException, InterruptedException {
    var piece = new byte[PIECE];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        Thread.sleep(delay.toMillis());
        out.write(piece, 0, length);
      }
    } finally {
      close(from, to);
    }
  }

  private void close(Closeable... ends) throws IOException {
    for (var end : ends) {
      end.close();
      open.remove(end);
    }
  }

  /** Cuts every connection. */
  @Override
  public void close() {
    try {
      door.close();
      close(open.toArray(Closeable[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
