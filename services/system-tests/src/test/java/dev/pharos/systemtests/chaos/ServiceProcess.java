package dev.pharos.systemtests.chaos;

import dev.pharos.systemtests.Pharos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One service in a process of its own: {@code pharos service NAME}. */
final class ServiceProcess implements AutoCloseable {
  /** Small, and quick to start; what is computed is the same. */
  private static final String JVM = "-Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private final String[] command;
  private Pharos.Running running;

  private ServiceProcess(String[] command) {
    this.command = command;
  }

  /** Starts a service; whether it is ready only others can tell. */
  static ServiceProcess start(String service, List<String> settings) {
    var command = new String[2 + settings.size()];
    command[0] = "service";
    command[1] = service;
    for (int i = 0; i < settings.size(); i++) {
      command[2 + i] = "--" + settings.get(i);
    }
    var process = new ServiceProcess(command);
    process.restart();
    return process;
  }

  /** Starts it again with the same settings, after its end. */
  void restart() {
    running = Pharos.bare().with("PHAROS_JAVA_OPTS", JVM).start(command);
  }

  /** Ends it as a crash does: {@code kill -9}. */
  void kill() {
    running.kill();
  }

  /** Stops it from doing anything, as a suspended machine is: {@code kill -STOP}. */
  void pause() {
    signal("-STOP");
  }

  /** Lets it go on where it was. */
  void goOn() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      var kill =
          new ProcessBuilder("kill", name, Long.toString(running.handle().pid()))
              .inheritIO()
              .start();
      if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new AssertionError("kill " + name + " did not work");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What this process has logged so far. */
  String log() {
    return running.out() + running.err();
  }

  @Override
  public void close() {
    running.close();
  }
}
