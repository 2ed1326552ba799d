package dev.pharos.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** TCP ports on 127.0.0.1. */
public final class LoopbackPorts {
  /** The address that everything embedded listens on. */
  public static final String HOST = "127.0.0.1";

  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  private static final InetAddress ADDRESS = address();

  /**
   * Ports that systems give to outgoing connections begin at 32768 (Linux) or above. One of those
   * that is free now may be the near end of anybody's connection a moment later; one below is taken
   * only by a server that wants it.
   */
  private static final int LOWEST = 20_000;

  private static final int COUNT = 32_768 - LOWEST;

  /**
   * Each process begins elsewhere, with as many ports to itself as a platform and its tests use.
   */
  private static final int OF_A_PROCESS = 16;

  private static final AtomicInteger NEXT =
      new AtomicInteger(
          (int) (ProcessHandle.current().pid() % (COUNT / OF_A_PROCESS)) * OF_A_PROCESS);

  private LoopbackPorts() {}

  /**
   * A port that nobody listens on now, another one each time. Processes begin in different places,
   * so that those that start together hardly choose the same; but another one may still take it
   * first: be ready to try again.
   */
  public static int free() {
    return IntStream.range(0, COUNT)
        .map(i -> LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT))
        .filter(LoopbackPorts::isFree)
        .findFirst()
        .orElseGet(LoopbackPorts::any);
  }

  private static int any() {
    try (var socket = new ServerSocket(0, 1, ADDRESS)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a server could listen on the port now. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      // Without this a port whose last connections linger counts as taken; on Windows it would
      // let two servers share one.
      socket.setReuseAddress(!WINDOWS);
      socket.bind(new InetSocketAddress(ADDRESS, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The port to listen on: the one asked for, or a free one for 0.
   *
   * @param server what will listen, for the message
   * @throws EmbeddedException if the port is out of range or taken
   */
  static int choose(String server, int port) {
    if (port == 0) {
      return free();
    }
    if (port < 0 || port > 65535) {
      throw new EmbeddedException(server + " port " + port + " is not between 0 (any) and 65535");
    }
    if (!isFree(port)) {
      throw new EmbeddedException(
          "%s cannot listen on %s:%d: the port is in use. Stop the program that uses it, or choose another port (0: any free one)"
              .formatted(server, HOST, port));
    }
    return port;
  }

  private static InetAddress address() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
