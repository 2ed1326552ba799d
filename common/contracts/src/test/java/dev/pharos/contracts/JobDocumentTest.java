package dev.pharos.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pharos.contracts.job.AttemptCheckpointed;
import dev.pharos.contracts.job.Augmentation;
import dev.pharos.contracts.job.DecayMode;
import dev.pharos.contracts.job.EarlyStopping;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.KeepCheckpoints;
import dev.pharos.contracts.job.Normalisation;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.contracts.job.Recipe;
import dev.pharos.contracts.job.Schedule;
import dev.pharos.contracts.job.StartFrom;
import dev.pharos.contracts.job.TestCrops;
import dev.pharos.contracts.job.Training;
import dev.pharos.contracts.worker.AttemptAssigned;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the document of a job becomes a whole job. */
class JobDocumentTest {
  @Test
  void withoutARecipeItTrainsLikeTheSeedProgram() {
    var training = training("{}");

    assertThat(training.recipe()).isEqualTo(Recipe.ADAM);
    assertThat(training.optimizer()).isEqualTo(Optimizer.ADAM);
    assertThat(training.learningRate()).isEqualTo(0.001);
    assertThat(training.batchSize()).isEqualTo(32);
    assertThat(training.epochs()).isEqualTo(10);
    assertThat(training.seed()).isEqualTo(1);
    assertThat(training.logInterval()).isEqualTo(1);
    assertThat(training.schedule()).isEqualTo(new Schedule.Constant());
    assertThat(training.decayMode()).isEqualTo(DecayMode.L2);
    assertThat(training.clipNorm()).isNull();
    assertThat(training.earlyStopping()).isNull();
    assertThat(training.evaluation()).isEqualTo(TestCrops.CENTRE);
  }

  @Test
  void aRecipeFillsWhatTheJobDoesNotSay() {
    var training = training("{'recipe': 'alexnet-paper', 'epochs': 3}");

    assertThat(training.epochs()).isEqualTo(3);
    assertThat(training.optimizer()).isEqualTo(Optimizer.SGD);
    assertThat(training.batchSize()).isEqualTo(128);
    assertThat(training.learningRate()).isEqualTo(0.01);
    assertThat(training.momentum()).isEqualTo(0.9);
    assertThat(training.weightDecay()).isEqualTo(5e-4);
    assertThat(training.schedule()).isEqualTo(new Schedule.Plateau(0.1, 5, 3));
    assertThat(training.augmentation()).isEqualTo(Augmentation.ALEXNET);
    assertThat(training.evaluation()).isEqualTo(TestCrops.TEN_CROPS);
    assertThat(training("{'recipe': 'alexnet-paper', 'evaluation': 'centre'}").evaluation())
        .isEqualTo(TestCrops.CENTRE);
  }

  @Test
  void aScheduleHasDefaultsOfItsOwn() {
    assertThat(training("{'schedule': {'kind': 'step', 'every': 30}}").schedule())
        .isEqualTo(new Schedule.Step(30, 0.1));
    assertThat(training("{'schedule': {'kind': 'plateau', 'patience': 2}}").schedule())
        .isEqualTo(new Schedule.Plateau(0.1, 2, 3));
    assertThat(training("{'schedule': {'kind': 'cosine'}}").schedule())
        .isEqualTo(new Schedule.Cosine(0.0));
    assertThat(training("{'earlyStopping': {'patience': 4}}").earlyStopping())
        .isEqualTo(new EarlyStopping(4, 0.0));
  }

  @Test
  void anAugmentationIsAWordOrWhatIsWanted() {
    assertThat(training("{'augmentation': 'crop-mirror'}").augmentation())
        .isEqualTo(
            training("{'augmentation': {'randomCrop': true, 'mirror': true}}").augmentation())
        .isEqualTo(Augmentation.CROP_MIRROR);
    var whole =
        training(
                "{'augmentation': {'randomResizedCrop': {}, 'pcaColour': {}, 'colourJitter': {},"
                    + " 'cutOut': {'size': 8}, 'normalisation': 'mean-image'}}")
            .augmentation();
    assertThat(whole.randomResizedCrop().scale()).containsExactly(0.08, 1.0);
    assertThat(whole.randomResizedCrop().ratio()).containsExactly(3 / 4.0, 4 / 3.0);
    assertThat(whole.pcaColour().sigma()).isEqualTo(0.1);
    assertThat(whole.colourJitter().contrast()).isZero();
    assertThat(whole.normalisation()).isEqualTo(Normalisation.MEAN_IMAGE);
    var written = Json.mapper().valueToTree(whole).toString();
    assertThat(written).doesNotContain("mirror", "null");
    assertThat(training("{'augmentation': " + written + "}").augmentation()).isEqualTo(whole);
    assertThat(Json.mapper().valueToTree(Augmentation.ALEXNET).asText()).isEqualTo("alexnet");
  }

  @ParameterizedTest
  @EnumSource(Recipe.class)
  void whatIsStoredShowsEveryValueAndIsReadAsTheSame(Recipe recipe) {
    var stored = Json.mapper().valueToTree(recipe.training());

    assertThat(stored.path("recipe").asText()).isEqualTo(recipe.label());
    assertThat(stored.path("schedule").path("kind").asText()).isNotEmpty();
    assertThat(stored.size()).isEqualTo(17);
    assertThat(Json.mapper().convertValue(stored, Training.class)).isEqualTo(recipe.training());
    assertThat(training(stored.toString())).isEqualTo(recipe.training());
  }

  @Test
  void theSchemaNamesEveryRecipe() throws IOException {
    var file = "/dev/pharos/contracts/schemas/job-spec.v1.json";
    try (var in = JobDocumentTest.class.getResourceAsStream(file)) {
      var named = Json.mapper().readTree(in).at("/$defs/Training/properties/recipe/enum");
      assertThat(StreamSupport.stream(named.spliterator(), false).map(node -> node.asText()))
          .containsExactlyElementsOf(List.of(Recipe.values()).stream().map(Recipe::label).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"job-spec.v1.json", "attempt.assigned.v1.json"})
  void whatWasStoredBeforeThereWereRecipesIsRead(String file) throws IOException {
    try (var in = JobDocumentTest.class.getResourceAsStream("/golden/older/" + file)) {
      var json = in.readAllBytes();
      var job =
          file.startsWith("job")
              ? MessageCodec.decode(JobSpec.class, json)
              : MessageCodec.decode(AttemptAssigned.class, json).job();

      assertThat(job.training()).isEqualTo(Training.defaults());
      assertThat(job.startFrom()).isNull();
      assertThat(job.network().input()).isNull();
    }
  }

  @Test
  void whatIsNotSaidOfKeptCheckpointsHasItsDefault() {
    assertThat(training("{'keepCheckpoints': {'last': 2}}").keepCheckpoints())
        .isEqualTo(new KeepCheckpoints(2, 6, "validation/top1-error"));
    assertThat(training("{}").keepCheckpoints()).isEqualTo(KeepCheckpoints.defaults());
  }

  @Test
  void aCheckpointOfAWorkerThatDoesNotSayWhatItMeasuredIsRead() throws IOException {
    try (var in =
        JobDocumentTest.class.getResourceAsStream("/golden/older/attempt.checkpointed.v1.json")) {
      var word = MessageCodec.decode(AttemptCheckpointed.class, in.readAllBytes());
      assertThat(word.metrics()).isNull();
      assertThat(word.best()).isNull();
    }
  }

  @Test
  void aModelToStartFromNeedsOnlyItsName() {
    var job = job("{}", "'startFrom': {'model': 'digits', 'freezeUpTo': 'c3'}");

    assertThat(job.startFrom()).isEqualTo(new StartFrom("digits", null, null, "c3"));
    assertThat(job.withStartFrom(job.startFrom().at(4)).startFrom())
        .isEqualTo(new StartFrom("digits", 4, null, "c3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'recipe': 'alexnet'}                              | job.training.recipe",
        "{'schedule': {}}                                   | job.training.schedule.kind",
        "{'schedule': {'kind': 'stairs'}}                   | job.training.schedule.kind",
        "{'schedule': {'kind': 'step'}}                     | job.training.schedule.every",
        "{'schedule': {'kind': 'step', 'every': 0}}         | job.training.schedule.every",
        "{'schedule': {'kind': 'plateau', 'factor': 1}}     | job.training.schedule.factor",
        "{'schedule': {'kind': 'plateau', 'every': 3}}      | job.training.schedule.every",
        "{'schedule': {'kind': 'constant', 'factor': 0.5}}  | job.training.schedule.factor",
        "{'schedule': {'kind': 'cosine', 'minimum': -1}}    | job.training.schedule.minimum",
        "{'warmupEpochs': -0.5}                             | job.training.warmupEpochs",
        "{'labelSmoothing': 1}                              | job.training.labelSmoothing",
        "{'clipNorm': 0}                                    | job.training.clipNorm",
        "{'decayMode': 'L1'}                                | job.training.decayMode",
        "{'augmentation': 'crop'}                           | job.training.augmentation",
        "{'augmentation': 7}                                | job.training.augmentation",
        "{'augmentation': {'mirror': 1}}                    | job.training.augmentation.mirror",
        "{'augmentation': {'flip': true}}                   | job.training.augmentation.flip",
        "{'augmentation': {'cutOut': {}}}                   | job.training.augmentation.cutOut.size",
        "{'augmentation': {'pcaColour': {'sigma': 0}}}      | job.training.augmentation.pcaColour.sigma",
        "{'augmentation': {'colourJitter': {'contrast': 2}}} | job.training.augmentation.colourJitter.contrast",
        "{'augmentation': {'padAndCrop': {'pixels': 0}}}    | job.training.augmentation.padAndCrop.pixels",
        "{'augmentation': {'normalisation': 'mean'}}        | job.training.augmentation.normalisation",
        "{'augmentation': {'randomResizedCrop': {}, 'randomCrop': true}} | job.training.augmentation.randomCrop",
        "{'augmentation': {'randomResizedCrop': {'scale': [0.1]}}} | job.training.augmentation.randomResizedCrop.scale",
        "{'augmentation': {'randomResizedCrop': {'scale': [0.5, 0.1]}}} | job",
        "{'evaluation': 'ten'}                              | job.training.evaluation",
        "{'weightDecay': 1}                                 | job.training.weightDecay",
        "{'earlyStopping': {}}                              | job.training.earlyStopping.patience",
        "{'earlyStopping': {'patience': 1, 'delta': 1}}     | job.training.earlyStopping.delta",
        "{'keepCheckpoints': 3}                             | job.training.keepCheckpoints",
        "{'keepCheckpoints': {'last': 0}}                   | job.training.keepCheckpoints.last",
        "{'keepCheckpoints': {'spread': 101}}               | job.training.keepCheckpoints.spread",
        "{'keepCheckpoints': {'best': 'test/loss'}}          | job.training.keepCheckpoints.best",
      })
  void whatIsWrongIsNamedByItsField(String training, String field) {
    assertThat(violations(training, "'tags': {}")).containsExactly(field);
  }

  @Test
  void sizesAndModelsHaveAForm() {
    assertThat(violations("{}", "'startFrom': {'model': 'a b', 'version': 0, 'as': 1}"))
        .containsExactlyInAnyOrder(
            "job.startFrom.model", "job.startFrom.version", "job.startFrom.as");
    for (var input : List.of("64", "64x64", "64X64x3", "0x64x3", "64x64x3x1", "-1x2x3")) {
      var network = "'network': {'name': 'lenet5', 'input': '%s'}".formatted(input);
      assertThat(violations("{}", network)).as(input).containsExactly("job.network.input");
    }
  }

  @Test
  void theFieldsOfTheScheduleAreNamedForItsKind() {
    var error =
        catchThrowableOfType(
            InvalidMessageException.class,
            () -> training("{'schedule': {'kind': 'step', 'most': 3}}"));

    assertThat(error)
        .hasMessageContaining(
            "job.training.schedule.most: unknown field; valid: every, factor, kind");
  }

  private static List<String> violations(String training, String more) {
    var error = catchThrowableOfType(InvalidMessageException.class, () -> job(training, more));
    assertThat(error).as("%s, %s", training, more).isNotNull();
    return error.violations().stream().map(Violation::field).toList();
  }

  private static Training training(String json) {
    return job(json, "'tags': {}").training();
  }

  /** A job with that training, and more fields or other ones. */
  private static JobSpec job(String training, String more) {
    var job =
        (ObjectNode)
            MessageCodec.parse(
                json("{'network': {'name': 'lenet5'}, 'dataset': {'name': 'digits'}}"));
    job.set("training", MessageCodec.parse(json(training)));
    job.setAll((ObjectNode) MessageCodec.parse(json("{" + more + "}")));
    return MessageCodec.decode(JobSpec.class, "job", job);
  }

  private static byte[] json(String singleQuoted) {
    return singleQuoted.replace('\'', '"').getBytes(UTF_8);
  }
}
