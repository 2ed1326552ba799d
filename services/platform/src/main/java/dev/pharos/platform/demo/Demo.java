package dev.pharos.platform.demo;

import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.contracts.job.RunState;
import dev.pharos.imaging.samples.SampleData;
import dev.pharos.platform.client.DatasetImport;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Run;
import dev.pharos.platform.terminal.Terminal;
import dev.pharos.platform.terminal.Words;
import dev.pharos.platform.watch.ImportWatch;
import dev.pharos.platform.watch.RunWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Goes the whole way once and says what it does. */
public final class Demo {
  private final PharosClient client;
  private final Path home;
  private final Terminal terminal;
  private final DemoPlan plan;

  /**
   * A demonstration on a platform of this machine.
   *
   * @param home the platform's data folder, where the drawn images stay
   */
  public Demo(PharosClient client, Path home, Terminal terminal, DemoPlan plan) {
    this.client = client;
    this.home = home;
    this.terminal = terminal;
    this.plan = plan;
  }

  /**
   * Draws, imports, trains, promotes, classifies.
   *
   * @throws DemoFailure if a step does not succeed, or the network is not good enough
   */
  public void run() throws IOException, InterruptedException {
    var folder = draw();
    var dataset = importFrom(folder);
    var run = train(dataset);
    promote(run);
    var answers = new HeldOut(client, folder).classify(dataset, run.model().version());
    report(run, answers);
  }

  private Path draw() throws IOException {
    var folder =
        home.resolve("demo").resolve("digits-%d-%d".formatted(plan.images(), DemoPlan.SEED));
    if (!Files.exists(folder)) {
      step("drawing %s".formatted(Words.plural(plan.images(), "digit")));
      SampleData.digits(folder, plan.images(), DemoPlan.SEED);
    }
    return folder;
  }

  private int importFrom(Path folder) throws InterruptedException {
    step("importing %s as data set %s".formatted(folder, DemoPlan.NAME));
    var started =
        client
            .post(
                "/v1/datasets/%s/imports".formatted(DemoPlan.NAME),
                Map.of("path", folder.toString()))
            .as(DatasetImport.class);
    var ended = new ImportWatch(client, terminal).toEnd(started).as(DatasetImport.class);
    if (ended.phase() != ImportPhase.READY) {
      throw new DemoFailure("the import ended %s: %s".formatted(ended.phase(), ended.reason()));
    }
    return ended.version();
  }

  private Run train(int dataset) throws InterruptedException {
    var kafka = client.get("/v1/platform").body().path("kafka");
    step("submitting LeNet-5 on %s@%d through Kafka".formatted(DemoPlan.NAME, dataset));
    var door =
        new KafkaDoor(kafka.path("bootstrapServers").asText(), kafka.path("topicPrefix").asText());
    UUID id = door.submit(plan.job(dataset));
    var run = new RunWatch(client, terminal).toEnd(id);
    if (run.state() != RunState.SUCCEEDED) {
      throw new DemoFailure("the run ended %s: %s".formatted(run.state(), run.reason()));
    }
    if (run.model() == null) {
      throw new DemoFailure("the run was not registered as a model");
    }
    return run;
  }

  private void promote(Run run) {
    var version = run.model().version();
    step("promoting %s version %d to %s".formatted(run.model().name(), version, DemoPlan.ALIAS));
    client.put(
        "/v1/models/%s/aliases/%s".formatted(DemoPlan.NAME, DemoPlan.ALIAS),
        Map.of("version", version));
  }

  private void report(Run run, List<HeldOut.Answer> answers) throws IOException {
    var right = answers.stream().filter(HeldOut.Answer::right).count();
    var accuracy = (double) right / answers.size();
    terminal
        .out()
        .println(
            "test accuracy %.4f: the gateway was right on %s of %s (the run's own test error: %s)"
                .formatted(
                    accuracy,
                    Words.count(right),
                    Words.plural(answers.size(), "held-out image"),
                    Words.percent(run.metric("test/top1-error"))));
    show(answers.get(answers.size() / 2));
    if (accuracy < DemoPlan.LEAST_ACCURACY) {
      throw new DemoFailure(
          "a test accuracy of %.4f is below %.2f".formatted(accuracy, DemoPlan.LEAST_ACCURACY));
    }
  }

  private void show(HeldOut.Answer answer) throws IOException {
    var likeliest = answer.predictions().get(0);
    AsciiImage.lines(answer.file()).forEach(terminal.out()::println);
    terminal
        .out()
        .println(
            "a %s, and %s@%s says %s with %s"
                .formatted(
                    answer.truth(),
                    DemoPlan.NAME,
                    DemoPlan.ALIAS,
                    likeliest.label(),
                    Words.percent(likeliest.probability())));
  }

  private void step(String what) {
    terminal.err().println("- " + what);
  }
}
