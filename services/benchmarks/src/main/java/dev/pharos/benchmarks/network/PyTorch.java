package dev.pharos.benchmarks.network;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pharos.benchmarks.Clock;
import dev.pharos.networks.NetworkJson;
import dev.pharos.networks.NetworkSpec;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * The same work by PyTorch, in a process that lives as long as the work is measured, so that turns
 * follow each other closely; {@code peers/pytorch_network.py} tells what is said to it.
 */
final class PyTorch implements Work {
  private static final Path SCRIPT = Path.of("services/benchmarks/peers/pytorch_network.py");
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** How it is used. */
  enum Style {
    /** The fastest way that was found. */
    BEST,
    /** As its users run it: eager, the stock modules, the system's allocator as it is. */
    USUAL
  }

  private final Path description;
  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;
  private final String way;

  private PyTorch(Path description, Process process, String prepare) throws IOException {
    this.description = description;
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.way = ask(prepare).get("way").asText();
  }

  /**
   * Starts it and lets it look for its way, which takes up to some minutes.
   *
   * @param python a Python that has PyTorch
   */
  static PyTorch start(
      String python, Style style, Clock clock, Kind kind, NetworkSpec network, int images)
      throws IOException {
    var description = Files.createTempFile("pharos-benchmark", ".json");
    Files.write(description, JSON.writeValueAsBytes(NetworkJson.toJson(network)));
    var builder =
        new ProcessBuilder(
                python,
                SCRIPT.toString(),
                description.toString(),
                style.name().toLowerCase(Locale.ROOT),
                clock.word())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // Our own launcher tunes the allocator; PyTorch's users do not, but those who want its best do.
    if (style == Style.USUAL) {
      builder.environment().keySet().removeIf(name -> name.startsWith("MALLOC_"));
    }
    builder.environment().keySet().removeAll(Set.of("OMP_WAIT_POLICY", "GOMP_SPINCOUNT"));
    return new PyTorch(
        description, builder.start(), "prepare %s %d".formatted(kind.work(), images));
  }

  /** The way it found fastest, in words. */
  String way() {
    return way;
  }

  @Override
  public Timing run(double seconds) throws IOException {
    return JSON.treeToValue(ask("run " + seconds), Timing.class);
  }

  private JsonNode ask(String command) throws IOException {
    commands.write(command);
    commands.newLine();
    commands.flush();
    var answer = answers.readLine();
    if (answer == null) {
      throw new IOException("PyTorch ended instead of answering: " + command);
    }
    return JSON.readTree(answer);
  }

  @Override
  public void close() throws IOException {
    try (commands;
        answers) {
      process.destroy();
    } finally {
      Files.deleteIfExists(description);
    }
  }
}
