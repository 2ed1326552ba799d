package dev.pharos.engine;

import java.util.List;

/** What this process can compute on. */
@SuppressWarnings("DoNotCallSuggester")
public final class Devices {
  private Devices() {}

  /**
   * Every device that can be used. Loads the native libraries on the first call, which takes a
   * second or two.
   */
  public static List<DeviceDescription> describe() {
    throw new UnsupportedOperationException();
  }

  /**
   * The device that serves a request.
   *
   * @param request "cpu"; "cuda"; or "auto" for cuda where it can be used and else cpu
   * @throws EngineException when it cannot be used here, and why
   * @throws IllegalArgumentException when the request is none of these
   */
  public static DeviceDescription select(String request) {
    throw new UnsupportedOperationException();
  }
}
