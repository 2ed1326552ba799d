package dev.pharos.platform.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a network is to be, as options; each command has its own way to name it. */
final class NetworkOptions {
  /** The network that is written as a pattern, and its setting. */
  static final String PATTERN = "pattern";

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--pattern",
      paramLabel = "TEXT",
      description = "The layers of a network of your own, in place of a named one.")
  private String pattern;

  @Option(
      names = "--input",
      paramLabel = "HxWxC",
      description =
          "Size of the images it takes, height x width x channels such as 64x64x3 (default: the"
              + " network's own).")
  private String input;

  @Option(
      names = "--setting",
      paramLabel = "KEY=VALUE",
      description = "A setting of the network, such as dropout=0.5. Repeatable.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** The size that was asked for; null for the network's own. */
  String input() {
    return input;
  }

  /**
   * The network that is meant.
   *
   * @param name the one that was named; null for none
   * @return null when neither a name nor a pattern was given
   * @throws ParameterException when a pattern and another network were given
   */
  String network(String name) {
    if (pattern == null) {
      return name;
    }
    if (name != null && !name.equals(PATTERN)) {
      throw wrong("--pattern is a network of your own and not " + name + ": leave one out");
    }
    return PATTERN;
  }

  /**
   * All settings, the pattern among them.
   *
   * @throws ParameterException when the pattern was given twice
   */
  Map<String, String> settings() {
    var all = new LinkedHashMap<>(settings);
    if (pattern != null && all.put(PATTERN, pattern) != null) {
      throw wrong("--pattern and --setting pattern are the same: leave one out");
    }
    return all;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
