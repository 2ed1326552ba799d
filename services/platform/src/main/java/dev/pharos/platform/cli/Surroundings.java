package dev.pharos.platform.cli;

import dev.pharos.platform.home.PharosHome;
import dev.pharos.platform.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it; tests give it others.
 *
 * @param terminal where it speaks
 * @param environment environment variables
 */
public record Surroundings(Terminal terminal, Map<String, String> environment) {

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(Terminal.system(), System.getenv());
  }

  /** The data folder that is meant where none is named. */
  Path home() {
    return PharosHome.standard(environment);
  }

  /** Prints a line of the result. */
  void say(String line) {
    terminal.out().println(line);
  }

  /** Prints a remark that is no part of the result. */
  void remark(String line) {
    terminal.err().println(line);
  }
}
