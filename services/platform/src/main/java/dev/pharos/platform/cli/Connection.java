package dev.pharos.platform.cli;

import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.home.RunningPlatform;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The platform that a command talks to. */
final class Connection {
  private static final String STANDARD = "http://127.0.0.1:8080";
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.*");

  private final Surroundings surroundings;

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Address of the platform (default: PHAROS_SERVER, else the platform that runs on this"
              + " machine's data folder, else port 8080 of this machine).")
  private String server;

  Connection(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** A client of the platform that is meant. */
  PharosClient client() {
    return new PharosClient(address(), token(surroundings.environment()));
  }

  /** The token of the platform, if it is known here. */
  static Optional<String> token(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("PHAROS_API_TOKEN")).filter(text -> !text.isBlank());
  }

  /** The address: what was named, else what runs here, else the usual one. */
  private URI address() {
    if (server != null) {
      return parse("--server", server);
    }
    var variable = surroundings.environment().getOrDefault("PHAROS_SERVER", "");
    if (!variable.isBlank()) {
      return parse("PHAROS_SERVER", variable);
    }
    return URI.create(
        RunningPlatform.find(surroundings.home()).map(RunningPlatform::url).orElse(STANDARD));
  }

  private URI parse(String origin, String text) {
    try {
      var uri = URI.create(SCHEME.matcher(text).matches() ? text : "http://" + text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below, like an address without a host.
    }
    throw new ParameterException(
        command.commandLine(),
        "%s '%s' is not an address such as %s or https://pharos.example.org"
            .formatted(origin, text, STANDARD));
  }
}
