package dev.pharos.networks.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.networks.LayerTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** VGG-16 against the table of the CS231n notes, row by row. */
class VggTest {
  /** Output, values of it, and weights without biases, as the notes multiply them out. */
  private record Row(String layer, String output, long memory, long weights, long biases) {}

  private static final List<Row> NOTES =
      List.of(
          new Row("conv1_1", "224x224x64", 224 * 224 * 64, 1_728, 64),
          new Row("conv1_2", "224x224x64", 224 * 224 * 64, 36_864, 64),
          new Row("pool1", "112x112x64", 112 * 112 * 64, 0, 0),
          new Row("conv2_1", "112x112x128", 112 * 112 * 128, 73_728, 128),
          new Row("conv2_2", "112x112x128", 112 * 112 * 128, 147_456, 128),
          new Row("pool2", "56x56x128", 56 * 56 * 128, 0, 0),
          new Row("conv3_1", "56x56x256", 56 * 56 * 256, 294_912, 256),
          new Row("conv3_2", "56x56x256", 56 * 56 * 256, 589_824, 256),
          new Row("conv3_3", "56x56x256", 56 * 56 * 256, 589_824, 256),
          new Row("pool3", "28x28x256", 28 * 28 * 256, 0, 0),
          new Row("conv4_1", "28x28x512", 28 * 28 * 512, 1_179_648, 512),
          new Row("conv4_2", "28x28x512", 28 * 28 * 512, 2_359_296, 512),
          new Row("conv4_3", "28x28x512", 28 * 28 * 512, 2_359_296, 512),
          new Row("pool4", "14x14x512", 14 * 14 * 512, 0, 0),
          new Row("conv5_1", "14x14x512", 14 * 14 * 512, 2_359_296, 512),
          new Row("conv5_2", "14x14x512", 14 * 14 * 512, 2_359_296, 512),
          new Row("conv5_3", "14x14x512", 14 * 14 * 512, 2_359_296, 512),
          new Row("pool5", "7x7x512", 7 * 7 * 512, 0, 0),
          new Row("fc6", "4096", 4096, 102_760_448, 4096),
          new Row("fc7", "4096", 4096, 16_777_216, 4096),
          new Row("fc8", "1000", 1000, 4_096_000, 1000));

  private final LayerTable table = Networks.build("vgg16", NetworkSettings.defaults()).layerTable();

  @Test
  void eachRowIsTheOneOfTheNotes() {
    var rows = table.rows().stream().filter(row -> row.activations() > 0).toList();

    assertThat(rows).extracting(LayerTable.Row::name).isEqualTo(layers());
    for (int i = 0; i < rows.size(); i++) {
      var expected = NOTES.get(i);
      assertThat(rows.get(i).output()).as(expected.layer()).hasToString(expected.output());
      assertThat(rows.get(i).activations()).as(expected.layer()).isEqualTo(expected.memory());
      assertThat(rows.get(i).parameters())
          .as(expected.layer())
          .isEqualTo(expected.weights() + expected.biases());
    }
  }

  @Test
  void theSumOfTheRowsIs15MillionValuesAndNotThe24MillionThatTheNotesPrint() {
    assertThat(table.inputElements() + table.activations()).isEqualTo(15_237_608);
    assertThat(table.forwardBytes(1)).isEqualTo(60_950_432);
    assertThat(NOTES.stream().mapToLong(Row::memory).sum() + 224 * 224 * 3).isEqualTo(15_237_608);
  }

  @Test
  void theParametersAreThe138MillionOfTheNotes() {
    assertThat(NOTES.stream().mapToLong(Row::weights).sum()).isEqualTo(138_344_128);
    assertThat(table.parameters()).isEqualTo(138_344_128 + 13_416);
  }

  private static List<String> layers() {
    return NOTES.stream().map(Row::layer).toList();
  }
}
