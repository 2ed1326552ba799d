package dev.pharos.platform.demo;

import dev.pharos.platform.client.Classified;
import dev.pharos.platform.client.Dataset;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Classifies the images that were kept from training, through the serving gateway. */
final class HeldOut {
  private static final int SAMPLES_PER_REQUEST = 100;
  private static final int IMAGES_PER_REQUEST = 50;
  private static final Duration LOADING_LIMIT = Duration.ofSeconds(30);
  private static final String CLASSIFY = "/v1/models/%s/classify".formatted(DemoPlan.NAME);

  private final PharosClient client;
  private final Path folder;

  /**
   * Asks a platform about files of a folder.
   *
   * @param folder where the data set was imported from
   */
  HeldOut(PharosClient client, Path folder) {
    this.client = client;
    this.folder = folder;
  }

  /**
   * What the gateway said of an image.
   *
   * @param file the image
   * @param truth its class
   * @param predictions what the gateway said, likeliest first
   */
  record Answer(Path file, String truth, List<Classified.Prediction> predictions) {
    boolean right() {
      return predictions.get(0).label().equals(truth);
    }
  }

  /** The answers to all test images of a version. */
  List<Answer> classify(int datasetVersion, int modelVersion)
      throws IOException, InterruptedException {
    var samples = samples(datasetVersion);
    awaitServed(modelVersion, samples.get(0));
    var answers = new ArrayList<Answer>();
    for (var from = 0; from < samples.size(); from += IMAGES_PER_REQUEST) {
      var batch = samples.subList(from, Math.min(samples.size(), from + IMAGES_PER_REQUEST));
      answers.addAll(ask(batch));
    }
    return answers;
  }

  /** The test images; of each class the first hundred, which is all of them in a demonstration. */
  private List<Dataset.Sample> samples(int version) {
    var path = "/v1/datasets/%s/versions/%d/samples".formatted(DemoPlan.NAME, version);
    var samples = new ArrayList<Dataset.Sample>();
    for (var label = 0; label < 10; label++) {
      samples.addAll(
          client
              .get(path, Map.of("split", "test", "class", label, "count", SAMPLES_PER_REQUEST))
              .items(Dataset.Sample.class));
    }
    if (samples.isEmpty()) {
      throw new DemoFailure("the data set has no test images");
    }
    return samples;
  }

  /** The gateway hears of the promotion from Kafka and loads the model: a moment later. */
  private void awaitServed(int version, Dataset.Sample sample)
      throws IOException, InterruptedException {
    var deadline = System.nanoTime() + LOADING_LIMIT.toNanos();
    while (true) {
      try {
        if (send(List.of(sample)).version() == version) {
          return;
        }
      } catch (ProblemException e) {
        if (e.status() != 404 && e.status() != 503) {
          throw e;
        }
      }
      if (System.nanoTime() > deadline) {
        throw new DemoFailure(
            "the gateway did not serve version %d within %d s of its promotion"
                .formatted(version, LOADING_LIMIT.toSeconds()));
      }
      Thread.sleep(100);
    }
  }

  private List<Answer> ask(List<Dataset.Sample> samples) throws IOException {
    var classified = send(samples).predictions();
    if (classified.size() != samples.size()) {
      throw new DemoFailure(
          "the gateway answered %d of %d images".formatted(classified.size(), samples.size()));
    }
    var answers = new ArrayList<Answer>();
    for (var i = 0; i < samples.size(); i++) {
      var sample = samples.get(i);
      answers.add(
          new Answer(
              folder.resolve(sample.source()), sample.name(), classified.get(i).predictions()));
    }
    return answers;
  }

  private Classified send(List<Dataset.Sample> samples) throws IOException {
    var form = new MultipartForm();
    for (var sample : samples) {
      form.add(sample.source(), Files.readAllBytes(folder.resolve(sample.source())));
    }
    return client
        .send(
            "POST",
            CLASSIFY,
            Map.of("alias", DemoPlan.ALIAS, "top", 3),
            form.contentType(),
            form.body())
        .as(Classified.class);
  }
}
