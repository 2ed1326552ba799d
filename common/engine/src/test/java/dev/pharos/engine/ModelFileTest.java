package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.networks.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  private static final ModelDescription DESCRIPTION =
      new ModelDescription(
          TestNetworks.small(),
          List.of("left", "middle", "right"),
          JsonNodeFactory.instance.objectNode().put("mean", 0.5),
          Map.of("run", "42"));
  private static final Batch QUESTION = TestNetworks.batch(5, 1);
  @TempDir private Path folder;
  private Path file;
  private Evaluation trained;

  @BeforeEach
  void write() {
    file = folder.resolve("model");
    try (var trainer = Trainer.create(TestNetworks.small(), Optimization.adam(0.01), 1)) {
      trainer.step(QUESTION);
      trained = trainer.evaluate(List.of(QUESTION));
      trainer.saveModel(file, DESCRIPTION);
    }
  }

  @Test
  void aModelFileTellsAndComputesWhatTheTrainerDid() {
    assertThat(ModelFile.describe(file)).isEqualTo(DESCRIPTION);
    try (var classifier = Classifier.load(file)) {
      assertThat(classifier.description()).isEqualTo(DESCRIPTION);
      assertThat(classifier.parameterBytes()).isEqualTo(4 * TestNetworks.small().parameterCount());
      var answers = classifier.probabilities(pixels(QUESTION), 5);

      double loss = 0;
      for (int image = 0; image < 5; image++) {
        loss -= Math.log(answers[image][QUESTION.label(image)]);
        assertThat(sum(answers[image])).isBetween(0.999, 1.001);
      }
      assertThat(loss / 5).isCloseTo(trained.loss(), offset(1e-5));
    }
  }

  @Test
  void aModelFileHoldsStatisticsAndNoAuxiliaryHeads() throws IOException {
    var network = TestNetworks.everything();
    var question = TestNetworks.noise(network, 5, 1);
    Evaluation expected;
    try (var trainer = Trainer.create(network, Optimization.adam(0.01), 1)) {
      for (int step = 0; step < 4; step++) {
        trainer.step(TestNetworks.noise(network, 8, step));
      }
      expected = trainer.evaluate(List.of(question));
      TestNetworks.save(trainer, file);
    }

    assertThat(ModelFile.describe(file).network()).isEqualTo(network.inference());
    assertThat(network.inference().nodes())
        .extracting(Node::name)
        .doesNotContain("aux1", "aux2", "aux2-mean");
    try (var classifier = Classifier.load(file)) {
      var answers = classifier.probabilities(pixels(question), 5);
      double loss = 0;
      for (int image = 0; image < 5; image++) {
        loss -= Math.log(answers[image][question.label(image)]) / 5;
      }
      assertThat(loss).isCloseTo(expected.loss(), offset(1e-5));
    }
    Archives.remove(file, "statistics.bin");
    assertRefused("it holds no statistics");
  }

  @Test
  void anAnswerDoesNotDependOnItsBatchOrOnWhoElseAsks() {
    try (var classifier = Classifier.load(file)) {
      classifier.warmUp(1, 5);
      var together = classifier.probabilities(pixels(QUESTION), 5);
      int image = (int) TestNetworks.INPUT.elements();
      IntStream.range(0, 200)
          .parallel()
          .forEach(
              turn -> {
                int i = turn % 5;
                var alone = Arrays.copyOfRange(pixels(QUESTION), i * image, (i + 1) * image);
                assertThat(classifier.probabilities(alone, 1)[0])
                    .containsExactly(together[i], offset(1e-5f));
              });
    }
  }

  @Test
  void questionsThatDoNotFitAreRefused() {
    try (var classifier = Classifier.load(file)) {
      assertThatThrownBy(() -> classifier.probabilities(new float[161], 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("pixels: 161 values are not 1 images of 9x9x2, which are 162");
      assertThatThrownBy(() -> classifier.probabilities(new float[0], 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aClosedClassifierSaysSo() {
    var classifier = Classifier.load(file);
    classifier.close();

    assertThatThrownBy(() -> classifier.probabilities(new float[162], 1))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void writingLeavesNothingElseAndFailsWhereItCannot() throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    try (var trainer = Trainer.create(TestNetworks.small(), Optimization.adam(0.01), 1)) {
      assertThatThrownBy(() -> trainer.saveModel(folder.resolve("none/model"), DESCRIPTION))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("none/model");
    }
  }

  @Test
  void aFileCutShortAnywhereIsRefused() throws IOException {
    var bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, 100, bytes.length / 2, bytes.length - 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertRefused("cut short");
    }
  }

  @Test
  void aFlippedBitInTheParametersIsRefused() throws IOException {
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> Classifier.load(file))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void someOtherFileIsRefused() throws IOException {
    Files.writeString(file, "not a model");
    assertRefused("not a pharos-model file");
    Files.delete(file);
    assertRefused("no such file");
    Files.createDirectory(file);
    assertRefused("no such file");
  }

  @Test
  void aNewerVersionIsRefused() throws IOException {
    rewrite("model.json", json -> json.replace("\"version\" : 1", "\"version\" : 2"));

    assertRefused("version 2 is not known; known: 1 to 1");
  }

  @Test
  void aCheckpointIsNoModel() throws IOException {
    rewrite("model.json", json -> json.replace("pharos-model", "pharos-checkpoint"));

    assertRefused("its format is \"pharos-checkpoint\"");
  }

  @Test
  void aNetworkThatAsksForMoreThanTheFileHoldsIsRefusedBeforeMemoryIsTaken() throws IOException {
    rewrite("model.json", json -> json.replace("\"units\" : 32", "\"units\" : 1000000"));

    assertRefused("parameters should be");
  }

  @Test
  void aNetworkThatCannotBeIsRefused() throws IOException {
    rewrite("model.json", json -> json.replace("\"kernel\" : 3", "\"kernel\" : -3"));

    assertRefused("kernel: -3");
  }

  @Test
  void labelsThatAreNotOnePerClassAreRefused() throws IOException {
    rewrite("model.json", json -> json.replace("\"left\", ", ""));

    assertRefused("labels: 2 labels");
  }

  @Test
  void rubbishInsteadOfJsonIsRefused() throws IOException {
    rewrite("model.json", json -> "[1, 2");
    assertRefused("model.json cannot be read");
    rewrite("model.json", json -> "17");
    assertRefused("model.json is not a JSON object");
  }

  @Test
  void aDocumentThatUnpacksToMoreThanItMayIsRefused() throws IOException {
    rewrite("model.json", json -> " ".repeat((16 << 20) + 1) + json);

    assertRefused("larger than 16 MB");
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> ModelFile.describe(file))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(reason);
    assertThatThrownBy(() -> Classifier.load(file)).isInstanceOf(InvalidFileException.class);
  }

  private void rewrite(String entry, UnaryOperator<String> change) throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipFile(file.toFile())) {
      for (var old : zip.stream().toList()) {
        entries.put(old.getName(), zip.getInputStream(old).readAllBytes());
      }
    }
    var before = new String(entries.get(entry), StandardCharsets.UTF_8);
    var after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    entries.put(entry, after.getBytes(StandardCharsets.UTF_8));
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var content : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(content.getKey()));
        zip.write(content.getValue());
      }
    }
  }

  private static float[] pixels(Batch batch) {
    var pixels = new float[batch.pixels().remaining()];
    batch.pixels().get(pixels);
    return pixels;
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
