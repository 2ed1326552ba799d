package dev.pharos.platform.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pharos sweep submit}. */
@Command(
    name = "submit",
    description = "Submits a sweep that is written in a file, as docs/sweeps.md says.",
    footerHeading = "%nExample:%n",
    footer = "  pharos sweep submit sweep.json --watch")
final class SweepSubmitCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "FILE", description = "The sweep as JSON.")
  private Path file;

  @Option(
      names = "--id",
      paramLabel = "TEXT",
      description = "Id of the command: submitted twice, it makes one sweep (default: a new one).")
  private String id;

  @Option(
      names = "--watch",
      description = "Show the progress and end with the sweep: exit code 1 if it fails.")
  private boolean watch;

  @Mixin private Connection connection;
  @Mixin private Output output;

  SweepSubmitCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    var client = connection.client();
    var command = id == null ? UUID.randomUUID().toString() : id;
    var answer = client.post("/v1/sweeps", document(), command);
    new SweepSubmission(surroundings, client, output).told(answer, watch);
    return 0;
  }

  private JsonNode document() {
    try {
      return Json.mapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new CommandFailure("%s is not JSON: %s".formatted(file, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new CommandFailure("%s cannot be read: %s".formatted(file, e));
    }
  }
}
