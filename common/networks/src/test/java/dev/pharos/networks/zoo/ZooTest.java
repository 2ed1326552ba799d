package dev.pharos.networks.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.networks.AuxiliaryHead;
import dev.pharos.networks.AveragePool;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every figure here is a paper's or the design page's, never read from the code. */
class ZooTest {
  private static final NetworkSettings DEFAULTS = NetworkSettings.defaults();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lenet5         | 32x32x1   | 10   | 60850",
        "alexnet        | 227x227x3 | 1000 | 60965224",
        "alexnet-single | 227x227x3 | 1000 | 62378344",
        "alexnet-mnist  | 28x28x1   | 10   | 24351434",
        "alexnet-keras  | 277x277x3 | 100  | 72322532",
        "zfnet          | 224x224x3 | 1000 | 62357608",
        "nin            | 32x32x3   | 10   | 966986",
        "vgg11          | 224x224x3 | 1000 | 132863336",
        "vgg16          | 224x224x3 | 1000 | 138357544",
        "vgg19          | 224x224x3 | 1000 | 143667240",
        "googlenet      | 224x224x3 | 1000 | 6998552",
        "resnet18       | 224x224x3 | 1000 | 11689512",
        "resnet34       | 224x224x3 | 1000 | 21797672",
        "resnet50       | 224x224x3 | 1000 | 25557032"
      })
  void eachNetworkHasTheDesignsParameters(String name, String input, int classes, long parameters) {
    var network = Networks.build(name, DEFAULTS);

    assertThat(network.input()).hasToString(input);
    assertThat(network.classes()).isEqualTo(classes);
    assertThat(network.parameterCount()).isEqualTo(parameters);
    assertThat(Networks.named(name).card().about()).contains("%,d".formatted(parameters));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lenet5        | 32,32,1   | 26   | 62210",
        "lenet5        | 36,32,3   | 10   | 71230",
        "alexnet       | 227,227,3 | 10   | 56909194",
        "alexnet-keras | 227,227,3 | 100  | 58691044",
        "alexnet-mnist | 32,32,3   | 10   | 29617546",
        "zfnet         | 224,224,3 | 2    | 58268802",
        "nin           | 32,32,3   | 100  | 984356",
        "nin           | 48,40,1   | 10   | 957386",
        "vgg16         | 224,224,3 | 10   | 134301514",
        "vgg16         | 32,32,3   | 10   | 33638218",
        "vgg16         | 224,224,1 | 1000 | 138356392",
        "googlenet     | 224,224,3 | 10   | 5983802",
        "googlenet     | 256,320,3 | 1000 | 6998552",
        "resnet18      | 64,64,3   | 10   | 11181642",
        "resnet50      | 96,128,3  | 10   | 23528522"
      })
  void parametersFollowInputAndClasses(String name, String input, int classes, long parameters) {
    var size = Stream.of(input.split(",", -1)).mapToInt(Integer::parseInt).toArray();

    var network =
        Networks.build(
            name, DEFAULTS.withInput(new Shape(size[2], size[0], size[1])).withClasses(classes));

    assertThat(network.parameterCount()).isEqualTo(parameters);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alexnet       | 55 conv1, 27 pool1, 27 conv2, 13 pool2, 13 conv3, 13 conv4, 13 conv5, 6 pool5",
        "alexnet-keras | 67 conv1, 33 pool1, 33 conv2, 16 pool2, 16 conv5, 7 pool5",
        "zfnet         | 110 conv1, 55 pool1, 26 conv2, 13 pool2, 13 conv3, 13 conv4, 13 conv5, 6 pool5",
        "nin           | 32 conv1, 32 cccp1b, 16 pool1, 16 conv2, 8 pool2, 8 conv3, 8 cccp3b",
        "vgg19         | 224 conv1_2, 112 pool1, 112 conv2_2, 56 pool2, 56 conv3_4, 28 pool3, 28 conv4_4, 14 pool4, 14 conv5_4, 7 pool5",
        "googlenet     | 112 conv1, 56 pool1, 56 conv2, 28 pool2, 28 inception3b/output, 14 pool3, 14 inception4e/output, 7 pool4, 7 inception5b/output",
        "resnet34      | 112 conv1, 56 pool1, 56 relu2_3, 28 relu3_4, 14 relu4_6, 7 relu5_3",
        "resnet50      | 112 conv1, 56 pool1, 56 relu2_3, 28 relu3_4, 14 relu4_6, 7 relu5_3"
      })
  void mapsHaveThePapersSizes(String name, String maps) {
    var shapes = Networks.build(name, DEFAULTS).shapes();

    for (var entry : maps.split(", ", -1)) {
      var words = entry.split(" ", -1);
      var size = Integer.parseInt(words[0]);
      var shape = shapes.get(words[1]);
      assertThat(List.of(shape.height(), shape.width())).as(entry).containsExactly(size, size);
    }
  }

  @Test
  void alexNetBeginsAsItsPaperSaysUnlessToldOtherwise() {
    var paper = Networks.build("alexnet", DEFAULTS);

    var ones = new ArrayList<String>();
    for (var node : paper.nodes()) {
      var biases =
          node.layer() instanceof Convolution convolution
              ? convolution.biases()
              : node.layer() instanceof Dense dense ? dense.biases() : null;
      if (new Initializer.Constant(1).equals(biases)) {
        ones.add(node.name());
      }
    }
    assertThat(ones).containsExactly("conv2", "conv4", "conv5", "fc6", "fc7");
    assertThat(layer(paper, "conv1", Convolution.class).weights())
        .isEqualTo(new Initializer.Gaussian(0.01));
    assertThat(layer(paper, "conv1", Convolution.class).groups()).isEqualTo(1);
    assertThat(layer(paper, "conv2", Convolution.class).groups()).isEqualTo(2);
    assertThat(layer(paper, "conv3", Convolution.class).groups()).isEqualTo(1);
    assertThat(layer(paper, "norm1", LocalResponseNormalization.class))
        .isEqualTo(new LocalResponseNormalization(2, 5, 1e-4, 0.75));
    var he = Networks.build("alexnet", DEFAULTS.with("weights", "he"));
    assertThat(layer(he, "fc6", Dense.class).weights()).isEqualTo(new Initializer.HeNormal());
    assertThat(layer(he, "fc6", Dense.class).biases()).isEqualTo(new Initializer.Constant(0));
  }

  @Test
  void kerasBeginsUniformlyInConvolutionsOnly() {
    var network = Networks.build("alexnet-keras", DEFAULTS);

    assertThat(layer(network, "conv3", Convolution.class).weights())
        .isEqualTo(new Initializer.Uniform(0.05));
    assertThat(layer(network, "fc7", Dense.class).weights())
        .isEqualTo(new Initializer.GlorotUniform());
  }

  @Test
  void leNet5WithAllConnectionsAndPlainPoolingIsTheOneOfMostTextbooks() {
    var network =
        Networks.build("lenet5", DEFAULTS.with("connections", "full").with("subsampling", "max"));

    assertThat(network.parameterCount()).isEqualTo(61_706);
  }

  @Test
  void networkInNetworkWithThreeByThreeWindowsAndNoPaddingBeginsAsTheBooksTable() {
    var network =
        Networks.build(
            "nin",
            DEFAULTS
                .withClasses(100)
                .with("kernel1", 3)
                .with("kernel2", 3)
                .with("padding", "none"));

    assertThat(network.shapes()).containsEntry("conv1", new Shape(192, 30, 30));
    assertThat(network.shapes()).containsEntry("mean", Shape.vector(100));
  }

  @Test
  void googLeNetHasTwoHeadsThatOnlyTrainingUses() {
    var network = Networks.build("googlenet", DEFAULTS);

    assertThat(network.auxiliaryHeads())
        .containsExactly(new AuxiliaryHead("head1/fc2", 0.3), new AuxiliaryHead("head2/fc2", 0.3));
    assertThat(network.shapes()).containsEntry("head1/pool", new Shape(512, 4, 4));
    assertThat(network.shapes()).containsEntry("head2/pool", new Shape(528, 4, 4));
    assertThat(network.shapes()).containsEntry("inception5b/output", new Shape(1024, 7, 7));
    assertThat(network.parameterCount()).isEqualTo(6_998_552);
    assertThat(network.trainingParameterCount()).isEqualTo(13_378_280);
    var without = Networks.build("googlenet", DEFAULTS.with("auxiliary", false));
    assertThat(without).isEqualTo(network.inference());
  }

  @Test
  void residualNetworksCanLoseTheirSkipConnections() {
    var plain = Networks.build("resnet18", DEFAULTS.with("skip", false));

    // The three projections are 64*128, 128*256 and 256*512 weights and their normalisations.
    assertThat(plain.parameterCount())
        .isEqualTo(11_689_512 - 8_192 - 32_768 - 131_072 - 2 * (128 + 256 + 512));
    assertThat(plain.nodes()).noneMatch(node -> node.inputs().size() > 1);
  }

  @Test
  void residualNetworksHaveNoBiasesBeforeNormalisation() {
    for (var name : List.of("resnet18", "resnet34", "resnet50")) {
      var network = Networks.build(name, DEFAULTS);
      assertThat(network.nodes())
          .filteredOn(node -> node.layer() instanceof Convolution)
          .allMatch(node -> ((Convolution) node.layer()).biases() == null);
    }
  }

  @Test
  void multiplyAddsAreTheKnownOnes() {
    assertThat(Networks.build("vgg16", DEFAULTS).layerTable().multiplyAdds())
        .isEqualTo(15_470_264_320L);
    // Convolutions and the dense layer of ResNet-18 have 1,814,073,344 by every count.
    assertThat(
            Networks.build("resnet18", DEFAULTS).layerTable().rows().stream()
                .filter(row -> !row.type().equals(BatchNormalization.class.getSimpleName()))
                .mapToLong(row -> row.multiplyAdds())
                .sum())
        .isEqualTo(1_814_073_344L);
  }

  @Test
  void averagePoolingReplacesEveryMaximum() {
    for (var network : Networks.all()) {
      if (network.settings().contains(CommonSettings.POOL)) {
        var usual = Networks.build(network.name(), DEFAULTS);
        var average = Networks.build(network.name(), DEFAULTS.with("pool", "average"));

        assertThat(usual.nodes()).anyMatch(node -> node.layer() instanceof MaxPool);
        assertThat(average.nodes()).noneMatch(node -> node.layer() instanceof MaxPool);
        assertThat(average.nodes()).anyMatch(node -> node.layer() instanceof AveragePool);
        assertThat(average.parameterCount()).isEqualTo(usual.parameterCount());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everySettingAndValue")
  void noValueOfASettingIsIgnored(String network, String setting, List<String> values) {
    var built = new HashSet<NetworkSpec>();

    for (var value : values) {
      built.add(Networks.build(network, DEFAULTS.with(setting, value)));
    }

    assertThat(built).hasSameSizeAs(values);
  }

  static Stream<Arguments> everySettingAndValue() {
    return Networks.all().stream()
        .flatMap(
            network ->
                network.settings().stream()
                    .filter(setting -> setting.kind() != Setting.Kind.TEXT)
                    .map(
                        setting ->
                            Arguments.of(
                                network.name(),
                                setting.name(),
                                setting.choices().isEmpty()
                                    ? List.of("0", "0.25", "0.5")
                                    : setting.choices())));
  }

  @Test
  void aSettingHasOneMeaningInAllNetworks() {
    var kinds = Map.of("activation", 5, "pool", 2, "pooling", 2, "lrn", 2);
    for (var network : Networks.all()) {
      for (var setting : network.settings()) {
        assertThat(setting.choices().size())
            .isEqualTo(kinds.getOrDefault(setting.name(), setting.choices().size()));
        assertThat(setting.about()).endsWith(".");
      }
      assertThat(network.settings()).extracting(Setting::name).doesNotHaveDuplicates();
    }
  }

  @Test
  void anInputTooSmallForTheHeadsIsRefusedWithTheLayersName() {
    assertThatThrownBy(() -> Networks.build("googlenet", DEFAULTS.withInput(new Shape(3, 78, 78))))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("head1/pool.kernel: 5");
    assertThat(
            Networks.build("googlenet", DEFAULTS.withInput(new Shape(3, 79, 79))).parameterCount())
        .isEqualTo(6_998_552);
    assertThat(
            Networks.build(
                    "googlenet", DEFAULTS.withInput(new Shape(3, 64, 64)).with("auxiliary", false))
                .parameterCount())
        .isEqualTo(6_998_552);
  }

  private static <T> T layer(NetworkSpec network, String name, Class<T> type) {
    return network.nodes().stream()
        .filter(node -> node.name().equals(name))
        .map(node -> type.cast(node.layer()))
        .findFirst()
        .orElseThrow();
  }
}
