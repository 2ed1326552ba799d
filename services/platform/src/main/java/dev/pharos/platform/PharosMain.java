package dev.pharos.platform;

import dev.pharos.platform.cli.CommandLines;
import dev.pharos.platform.cli.Surroundings;

/** Runs one command of the {@code pharos} program. */
public final class PharosMain {
  private PharosMain() {}

  public static void main(String[] args) {
    System.exit(CommandLines.of(Surroundings.ofProcess()).execute(args));
  }
}
