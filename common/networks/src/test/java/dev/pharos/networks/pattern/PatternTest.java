package dev.pharos.networks.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.AveragePool;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Window;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTest {
  private static final String DOCUMENTED =
      "INPUT(32x32x3) -> [[CONV(5x5,32) -> RELU]*2 -> POOL(3x3/2)]*3 -> [FC(512) -> RELU]*1 -> FC(10)";

  @Test
  void theDocumentedExampleHasTheParametersOfTheFormula() {
    var network = build(DOCUMENTED, 10);

    // 5*5*3*32+32, five times 5*5*32*32+32, 4*4*32*512+512, 512*10+10.
    assertThat(network.parameterCount()).isEqualTo(2_432 + 5 * 25_632 + 262_656 + 5_130);
    assertThat(names(network))
        .containsExactly(
            "conv1", "relu1", "conv2", "relu2", "pool1", "conv3", "relu3", "conv4", "relu4",
            "pool2", "conv5", "relu5", "conv6", "relu6", "pool3", "fc1", "relu7", "fc2");
    assertThat(network.shapes())
        .containsEntry("conv2", new Shape(32, 32, 32))
        .containsEntry("pool1", new Shape(32, 16, 16))
        .containsEntry("pool2", new Shape(32, 8, 8))
        .containsEntry("pool3", new Shape(32, 4, 4));
  }

  @Test
  void theNotesOwnPatternIsANetworkAsSoonAsItsLettersAreNumbers() {
    var network = build("INPUT -> [[CONV -> RELU]*2 -> POOL?]*3 -> [FC -> RELU]*1 -> FC", 7);

    assertThat(network.input()).isEqualTo(new Shape(3, 32, 32));
    assertThat(network.shapes())
        .containsEntry("conv1", new Shape(32, 32, 32))
        .containsEntry("pool3", new Shape(32, 4, 4))
        .containsEntry("fc1", Shape.vector(512))
        .containsEntry("fc2", Shape.vector(7));
  }

  @Test
  void theCatalogueBuildsItForTheClassesOfTheDataSet() {
    var settings = NetworkSettings.defaults();

    assertThat(Networks.build("pattern", settings).classes()).isEqualTo(10);
    assertThat(Networks.build("pattern", settings.withClasses(3)).classes()).isEqualTo(3);
    var five = settings.with("pattern", "INPUT(8x9x1) -> CONV(1x1,5) -> GAP");
    assertThat(Networks.build("pattern", five).classes()).isEqualTo(5);
    assertThat(Networks.build("pattern", five).input()).isEqualTo(new Shape(1, 8, 9));
    var anySize = settings.with("pattern", "INPUT -> GAP -> FC").withInput(new Shape(1, 20, 30));
    assertThat(Networks.build("pattern", anySize).input()).isEqualTo(new Shape(1, 20, 30));
  }

  @Test
  void caseAndWhiteSpaceDoNotMatter() {
    var tidy = build("INPUT(8x8x1) -> [CONV(3x3/2,4,pad=1,floor) -> LEAKYRELU]*2 -> FC(3)", 3);

    assertThat(
            build(
                "input( 8 x 8 x 1 )->[conv(3 x 3 / 2 ,4, PAD = 1,Floor)\n\t-> LeakyRelu] * 2 \u2192 fc(3)",
                3))
        .isEqualTo(tidy);
  }

  @Test
  void everyWordMakesItsLayer() {
    var network =
        build(
            "INPUT(16x16x3) -> CONV(3x3/2,8,pad=1,dilation=1,groups=1,floor) -> BN -> TANH"
                + " -> CONV(3,8,groups=2,dilation=2,nobias) -> SIGMOID -> LRN(n=3,k=1,beta=0.5)"
                + " -> AVGPOOL(2x2) -> SCALEDTANH -> MAXPOOL(3x3/1,pad=1) -> LEAKYRELU"
                + " -> DROPOUT(0.25) -> CONV(1x1,classes) -> GAP",
            4);

    assertThat(layers(network, Activation.class))
        .extracting(Activation::function)
        .containsExactly(
            ActivationFunction.TANH,
            ActivationFunction.SIGMOID,
            ActivationFunction.SCALED_TANH,
            ActivationFunction.LEAKY_RELU);
    var convolutions = layers(network, Convolution.class);
    assertThat(convolutions.get(0).window()).isEqualTo(Window.of(3, 2, 1).floored());
    assertThat(convolutions.get(1).window().padding()).isEqualTo(2);
    assertThat(convolutions.get(1).window().dilation()).isEqualTo(2);
    assertThat(convolutions.get(1).groups()).isEqualTo(2);
    assertThat(convolutions.get(1).biases()).isNull();
    assertThat(convolutions.get(2).filters()).isEqualTo(4);
    assertThat(layers(network, LocalResponseNormalization.class))
        .containsExactly(new LocalResponseNormalization(1, 3, 1e-4, 0.5));
    assertThat(layers(network, AveragePool.class)).hasSize(1);
    assertThat(layers(network, Dropout.class)).containsExactly(new Dropout(0.25));
    assertThat(network.shapes()).containsEntry("conv2", new Shape(8, 8, 8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONV(3x3,4)             | 9",
        "CONV(3x3/2,4)           | 5",
        "CONV(11x11/4,4)         | 3",
        "CONV(5x5,4,dilation=2)  | 9",
        "CONV(5x5,4,pad=0)       | 5",
        "CONV(3x3/2,4,pad=0)     | 4",
        "CONV(2x2/2,4,pad=0,floor) | 4",
        "CONV(3x3/2,4,exact)     | 5",
        "POOL                    | 5",
        "POOL(3x3)               | 3",
        "POOL(3x3/2)             | 4",
        "POOL(2x2/2,floor)       | 4",
        "POOL(3x3/2,pad=1)       | 5",
        "AVGPOOL(2x2/2)          | 5"
      })
  void windowsKeepTheSizeAndPoolingRoundsUpUnlessToldOtherwise(String layer, int size) {
    var network = build("INPUT(9x9x3) -> " + layer + " -> FC", 2);

    assertThat(network.shapes().values().iterator().next().height()).isEqualTo(size);
  }

  @Test
  void anEvenWindowThatExceedsItsStrideEvenlyHalvesExactly() {
    var network = build("INPUT(32x32x3) -> CONV(4x4/2,8) -> CONV(4x4/4,8) -> FC", 2);

    assertThat(network.shapes())
        .containsEntry("conv1", new Shape(8, 16, 16))
        .containsEntry("conv2", new Shape(8, 4, 4));
  }

  @Test
  void whatIsOptionalIsLeftOutWhereItDoesNotFit() {
    var network =
        build("INPUT(8x8x1) -> [POOL(3x3/3)?]*4 -> [CONV(3x3,4,pad=0) -> RELU]? -> FC", 2);

    // 8, 3, 1, and then neither a 3x3 pooling nor a 3x3 convolution fits.
    assertThat(names(network)).containsExactly("pool1", "pool2", "fc1");
  }

  @Test
  void zeroTimesIsNotAtAll() {
    assertThat(names(build("INPUT -> [CONV -> RELU]*0 -> GAP -> FC", 2)))
        .containsExactly("mean1", "fc1");
    refused("INPUT -> FC*0", 2, 0, 13, "no layer is left");
  }

  @Test
  void aTypoIsAnsweredWithTheNearestWordAtItsPlace() {
    refused("INPUT -> CONV -> RELUU -> FC", 2, 17, 5, "did you mean RELU?");
    refused("INPUT -> COMV(3x3,4) -> FC", 2, 9, 4, "did you mean CONV?");
    refused(
        "INPUT -> WAVELET -> FC",
        2,
        9,
        7,
        "valid: AVGPOOL, BN, CONV, DROPOUT, FC, GAP, LEAKYRELU, LRN, MAXPOOL, POOL, RELU,"
            + " SCALEDTANH, SIGMOID, TANH");
  }

  @Test
  void aSizeThatCannotBeIsShownAtItsLayer() {
    refused(
        "INPUT(8x8x3) -> CONV(3x3,4) -> [POOL(2x2)]*2 -> POOL(9x9) -> FC",
        2,
        48,
        9,
        "the input's height is only 2");
    refused(
        "INPUT(224x224x3) -> CONV(11x11/4,96,pad=0) -> FC",
        2,
        20,
        22,
        "conv1 output height (224 - 11 + 2*0) / 4 + 1 = 54.25: it must be a whole number; nearest"
            + " valid settings: an input 223 or 227");
    refused("INPUT -> CONV(3x3,6,groups=4) -> FC", 2, 9, 20, "it must divide the 3 input channels");
  }

  @Test
  void anOutputThatIsNotTheClassesIsShownAtTheLastLayer() {
    refused("INPUT -> FC(7)", 10, 9, 5, "one value for each of the 10 classes");
    refused("INPUT -> FC -> CONV", 10, 15, 4, "FC(10), FC(classes) or CONV(1x1,classes) -> GAP");
    refused("INPUT -> [FC]*2", 10, 10, 2, "one value for each of the 10 classes");
  }

  @Test
  void anInputThatIsNotTheImagesIsShownAtInput() {
    assertThatThrownBy(
            () -> Pattern.parse("INPUT(8x8x3) -> FC").network("n", new Shape(3, 9, 8), 2))
        .isInstanceOfSatisfying(
            NetworkException.class,
            e -> {
              assertThat(e.position()).hasValue(0);
              assertThat(e.length()).isEqualTo(12);
              assertThat(e.valid()).contains("the images are 9x8x3");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                         | 0  | 0  | begin with INPUT(32x32x3) ->",
        "CONV -> FC                 | 0  | 4  | begin with INPUT(32x32x3) ->",
        "INPUT                      | 5  | 0  | -> and the first layer are needed",
        "INPUT FC                   | 6  | 2  | -> and the first layer are needed",
        "INPUT ->                   | 8  | 0  | a layer such as CONV(3x3,32), or [, is needed",
        "INPUT -> -> FC             | 9  | 2  | a layer such as CONV(3x3,32), or [, is needed",
        "INPUT -> FC ]              | 12 | 1  | no [ is open here",
        "INPUT -> [FC               | 12 | 0  | the ] of the [ at character 10",
        "INPUT -> []                | 10 | 1  | a layer such as",
        "INPUT -> FC RELU           | 12 | 4  | ->, *, ? or the end is needed here",
        "INPUT -> FC -> INPUT       | 15 | 5  | INPUT is only the beginning",
        "INPUT(32x32) -> FC         | 6  | 5  | height x width x channels",
        "INPUT(32x32x2) -> FC       | 6  | 7  | 3 for colour or 1 for grey",
        "INPUT(0x32x3) -> FC        | 6  | 6  | height 0",
        "INPUT() -> FC              | 6  | 1  | INPUT(32x32x3)",
        "INPUT -> CONV(3x3          | 17 | 0  | , or ) is needed",
        "INPUT -> CONV(3x3) -> FC   | 17 | 1  | the number of maps is needed",
        "INPUT -> CONV(3x5,4) -> FC | 14 | 3  | windows are square",
        "INPUT -> CONV(0x0,4) -> FC | 9  | 11 | kernel 0: valid: 1 to 4096",
        "INPUT -> CONV(2x2,4) -> FC | 14 | 3  | take an odd window",
        "INPUT -> CONV(3x3,0) -> FC | 18 | 1  | at least 1 is needed",
        "INPUT -> CONV(3x3,4,ceil)  | 9  | 16 | only pooling may hang over the edge",
        "INPUT -> CONV(3x3,4,pda=1) | 20 | 5  | pad=N or pad=same",
        "INPUT -> CONV(3x3,4,pad=x) | 20 | 5  | such as pad=2",
        "INPUT -> POOL(2x2,pad=2)   | 9  | 15 | padding 2: valid: 0 to 1",
        "INPUT -> FC(512,3)         | 16 | 1  | FC also takes",
        "INPUT -> FC(many)          | 12 | 4  | a number of values is needed",
        "INPUT -> RELU(3)           | 14 | 1  | RELU takes no more than this",
        "INPUT -> DROPOUT(1.5)      | 9  | 12 | rate 1.5",
        "INPUT -> DROPOUT(half)     | 17 | 4  | such as DROPOUT(0.5)",
        "INPUT -> LRN(n=4)          | 9  | 8  | an odd number of maps",
        "INPUT -> FC*N              | 12 | 1  | a number of repetitions from 0 to 1000",
        "INPUT -> FC*               | 12 | 0  | a number of repetitions",
        "INPUT -> FC*1001           | 12 | 4  | a number of repetitions",
        "INPUT -> FC*-1             | 12 | 2  | a number of repetitions",
        "INPUT -> FC*2?             | 13 | 1  | ->, *, ? or the end is needed here"
      })
  void whatCannotBeReadIsShownWhereItIs(String text, int position, int length, String valid) {
    refused(text, 2, position, length, valid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INPUT -> [RELU]*1000000000 -> FC",
        "INPUT -> [[RELU]*1000]*1000 -> FC",
        "INPUT -> [[[[RELU*0]*1000]*1000]*1000]*1000 -> FC",
        "INPUT -> [[[POOL(99x99)?]*1000]*1000]*1000 -> FC",
        "INPUT -> CONV(4095x4095,1000000) -> FC",
        "INPUT -> FC(1000000)*3 -> FC",
        "INPUT(65535x65535x3) -> FC",
        "INPUT(30000x30000x1) -> CONV(1x1,9999) -> GAP -> FC",
        "INPUT -> FC(9999999) -> FC",
        "INPUT -> CONV(3x3,99999999999999999999) -> FC"
      })
  void whatWouldBeEndlessOrEnormousIsRefusedAtItsPlace(String text) {
    assertThatThrownBy(() -> build(text, 2))
        .isInstanceOfSatisfying(NetworkException.class, e -> assertThat(e.position()).isPresent());
  }

  @Test
  void longAndDeepTextsAreRefused() {
    var deep = "INPUT -> " + "[".repeat(17) + "FC" + "]".repeat(17);
    refused(deep, 2, 9 + 16 - 1, 1, "at most 16 brackets");
    var lengthy = "INPUT -> " + " ".repeat(5000) + "FC";
    refused(lengthy, 2, 4000, 5011 - 4000, "at most 4000 are read");
  }

  @Test
  void aThousandLayersAreAllowedAndNoMore() {
    assertThat(build("INPUT -> [RELU]*999 -> FC", 2).nodes()).hasSize(1000);
    refused("INPUT -> [RELU]*1000 -> FC", 2, 24, 2, "at most 1000 layers");
  }

  private static void refused(String text, int classes, int position, int length, String valid) {
    assertThatThrownBy(() -> build(text, classes))
        .isInstanceOfSatisfying(
            NetworkException.class,
            e -> {
              assertThat(e.field()).isEqualTo("pattern");
              assertThat(e.valid()).contains(valid);
              assertThat(e.position()).as(e.getMessage()).hasValue(position);
              assertThat(e.length()).as(e.getMessage()).isEqualTo(length);
            });
  }

  private static NetworkSpec build(String text, int classes) {
    var pattern = Pattern.parse(text);
    return pattern.network("pattern", pattern.input(), classes);
  }

  private static List<String> names(NetworkSpec network) {
    return network.nodes().stream().map(Node::name).toList();
  }

  private static <T> List<T> layers(NetworkSpec network, Class<T> type) {
    return network.nodes().stream()
        .map(Node::layer)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
