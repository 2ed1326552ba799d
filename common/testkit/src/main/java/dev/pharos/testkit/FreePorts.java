package dev.pharos.testkit;

import dev.pharos.embedded.LoopbackPorts;

/**
 * Ports for servers that a test starts itself. Better still: let the server choose, with port 0.
 */
public final class FreePorts {
  private FreePorts() {}

  /** A port of 127.0.0.1 that nobody listens on now. */
  public static int next() {
    return LoopbackPorts.free();
  }
}
