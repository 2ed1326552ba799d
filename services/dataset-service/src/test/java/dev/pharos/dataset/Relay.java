package dev.pharos.dataset;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A network that breaks: passes connections on until so many bytes have come back. */
final class Relay implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final URI behind;
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

  Relay(URI behind) throws IOException {
    this.behind = behind;
    threads.execute(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** Breaks the connection, once, when so many bytes more have come back. */
  void breakAfter(long bytes) {
    left.set(bytes);
  }

  boolean hasBroken() {
    return left.get() == Long.MAX_VALUE;
  }

  private void accept() {
    try {
      while (true) {
        var client = door.accept();
        var server = new Socket(behind.getHost(), behind.getPort());
        open.add(client);
        open.add(server);
        threads.execute(() -> pass(client, server, false));
        threads.execute(() -> pass(server, client, true));
      }
    } catch (IOException e) {
      threads.shutdown(); // closed
    }
  }

  private void pass(Socket from, Socket to, boolean back) {
    try (from;
        to;
        var in = from.getInputStream();
        var out = to.getOutputStream()) {
      var piece = new byte[8192];
      for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
        if (back && left.get() != Long.MAX_VALUE && left.addAndGet(-read) < 0) {
          left.set(Long.MAX_VALUE);
          return;
        }
        out.write(piece, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // The other direction closed it.
      open.remove(from);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (var socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
