package dev.pharos.platform.cli;

import dev.pharos.contracts.inspection.InspectionKind;
import dev.pharos.contracts.inspection.InspectionSucceeded.Result;
import dev.pharos.platform.client.Answer;
import dev.pharos.platform.client.Inspection;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Uris;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pharos inspect}. */
@Command(
    name = "inspect",
    description = {
      "Looks into a trained network: its first filters, what excites its maps and what a",
      "deconvolutional network makes of it, what is lost when a part of an image is covered, how",
      "features came to be, scores all over a larger image, or how good it is on a data set."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos inspect filters shapes --out pictures",
      "  pharos inspect deconvolution shapes@champion --layer conv3 --maps 4,17 --out pictures",
      "  pharos inspect occlusion shapes@2 --image 12 --square 16 --stride 4",
      "  pharos inspect evolution --run last --layer conv2 --out pictures",
      "  pharos inspect dense shapes --image 12 --scale 2",
      "  pharos inspect evaluation shapes@2 --dataset shapes@3 --crops ten --json"
    })
final class InspectCommand implements Callable<Integer> {
  private static final long INTERVAL_MILLIS = 300;

  private final Surroundings surroundings;

  @Spec private CommandSpec command;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "filters, deconvolution, occlusion, evolution, dense or evaluation.")
  private InspectionKind kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "MODEL[@ALIAS]",
      converter = NameAt.Converter.class,
      description = "A registered model and an alias or a version.")
  private NameAt model;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "A run instead of a model; 'last' for the newest.")
  private String run;

  @Mixin private InspectionOptions options;

  @Option(names = "--out", paramLabel = "FOLDER", description = "Where pictures and figures go.")
  private Path out;

  @Option(names = "--no-wait", description = "Ask, and do not wait for it.")
  private boolean noWait;

  @Mixin private Connection connection;
  @Mixin private Output output;

  InspectCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if ((model == null) == (run == null)) {
      throw new ParameterException(
          command.commandLine(), "name either a model, such as shapes@champion, or --run ID");
    }
    if (noWait && out != null) {
      throw new ParameterException(
          command.commandLine(), "--out needs what --no-wait does not wait for: leave one out");
    }
    var client = connection.client();
    var answer = client.post("/v1/inspections", options.spec(kind, model, runId(client)));
    if (!noWait) {
      answer = toEnd(client, answer);
    }
    var inspection = answer.as(Inspection.class);
    if (inspection.state().equals("FAILED")) {
      throw new CommandFailure(
          "inspection %s failed: %s".formatted(inspection.id(), inspection.reason()));
    }
    if (out != null) {
      download(client, inspection);
    }
    print(client, answer, inspection);
    return 0;
  }

  private UUID runId(PharosClient client) {
    if (run == null) {
      return null;
    }
    try {
      return UUID.fromString(Newest.idOf(client, run, "run"));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command.commandLine(), "--run: '%s' is no run's id".formatted(run), e);
    }
  }

  private static Answer toEnd(PharosClient client, Answer first) throws InterruptedException {
    var answer = first;
    while (!answer.as(Inspection.class).ended()) {
      Thread.sleep(INTERVAL_MILLIS);
      answer = client.get(path(answer.as(Inspection.class)));
    }
    return answer;
  }

  private static String path(Inspection inspection) {
    return "/v1/inspections/" + inspection.id();
  }

  private static String path(Inspection inspection, Result result) {
    return path(inspection) + "/results/" + Uris.segment(result.name());
  }

  private void download(PharosClient client, Inspection inspection) throws IOException {
    Files.createDirectories(out);
    for (var result : inspection.results()) {
      var file = out.resolve(result.name());
      try {
        Files.deleteIfExists(file);
        client.download(path(inspection, result), Map.of(), file, bytes -> {});
      } catch (FileAlreadyExistsException e) {
        throw new CommandFailure("%s cannot be replaced".formatted(file));
      }
    }
  }

  private void print(PharosClient client, Answer answer, Inspection inspection) {
    if (output.json()) {
      output.print(answer.body());
      return;
    }
    if (noWait) {
      surroundings.say(inspection.id().toString());
      return;
    }
    for (var result : inspection.results()) {
      surroundings.say(
          out != null
              ? out.resolve(result.name()).toString()
              : client.server().resolve(path(inspection, result)).toString());
    }
    inspection.results().stream()
        .filter(result -> result.name().equals("evaluation.json"))
        .forEach(result -> surroundings.say(EvaluationWords.of(client, path(inspection, result))));
  }
}
