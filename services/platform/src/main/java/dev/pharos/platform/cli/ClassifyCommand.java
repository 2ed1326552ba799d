package dev.pharos.platform.cli;

import dev.pharos.platform.client.Classified;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.ProblemException;
import dev.pharos.platform.client.Uris;
import dev.pharos.platform.terminal.Words;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pharos classify}. */
@Command(
    name = "classify",
    description = "Asks a registered model what is on images.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos classify --model digits@champion seven.png",
      "  pharos classify --model digits@2 --top 1 --json *.png | jq -r '.[].predictions[0].label'"
    })
final class ClassifyCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME[@ALIAS]",
      converter = NameAt.Converter.class,
      description =
          "The model and an alias or a version. By default the alias champion, or the newest"
              + " version where there is no champion.")
  private NameAt model;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many labels for each image (default: ${DEFAULT-VALUE}).")
  private int top;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Images.")
  private List<Path> files;

  @Mixin private Connection connection;
  @Mixin private Output output;

  ClassifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What {@code --json} prints for each file. */
  record FilePredictions(String file, List<Classified.Prediction> predictions) {}

  @Override
  public Integer call() throws FileNotFoundException {
    var client = connection.client();
    var answers = new ArrayList<FilePredictions>();
    var failed = false;
    for (var file : files) {
      try {
        var answer = new FilePredictions(file.toString(), classify(client, file));
        answers.add(answer);
        if (!output.json()) {
          print(answer);
        }
      } catch (UnusableImageException e) {
        failed = true;
        surroundings.remark("pharos: %s: %s".formatted(file, e.getMessage()));
      }
    }
    if (output.json()) {
      output.print(answers);
    }
    return failed ? Failures.FAILED : 0;
  }

  private List<Classified.Prediction> classify(PharosClient client, Path file)
      throws FileNotFoundException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UnusableImageException("no such file, or it cannot be read");
    }
    var query = new HashMap<String, Object>();
    query.put("top", top);
    query.put("alias", model.alias().orElse(null));
    query.put("version", model.version().orElse(null));
    try {
      return client
          .send(
              "POST",
              "/v1/models/" + Uris.segment(model.name()) + "/classify",
              query,
              "application/octet-stream",
              BodyPublishers.ofFile(file))
          .as(Classified.class)
          .predictions()
          .get(0)
          .predictions();
    } catch (ProblemException e) {
      if (e.status() == 400 || e.status() == 413 || e.status() == 415 || e.status() == 422) {
        throw new UnusableImageException(e.getMessage());
      }
      throw e;
    }
  }

  private void print(FilePredictions answer) {
    surroundings.say(answer.file());
    answer
        .predictions()
        .forEach(
            prediction ->
                surroundings.say(
                    "  %7s  %s"
                        .formatted(Words.percent(prediction.probability()), prediction.label())));
  }

  /** This image cannot be classified; the next one may. */
  private static final class UnusableImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableImageException(String message) {
      super(message);
    }
  }
}
