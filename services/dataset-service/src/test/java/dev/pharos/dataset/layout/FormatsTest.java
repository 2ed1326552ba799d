package dev.pharos.dataset.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.layout.Layout.Example;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.imaging.packed.Split;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** MNIST, CIFAR, ImageNet and lists, each written here as their makers write them. */
class FormatsTest {
  private final Map<String, byte[]> files = new TreeMap<>();

  private Layout read() throws Exception {
    return read(LayoutOptions.DEFAULT);
  }

  private Layout read(LayoutOptions options) throws Exception {
    var all =
        files.entrySet().stream()
            .<SourceFile>map(each -> new MemoryFile(each.getKey(), each.getValue()))
            .toList();
    return LayoutReader.read(all, Set.of(), options);
  }

  private void text(String name, String... lines) {
    files.put(name, (String.join("\n", lines) + "\n").getBytes(UTF_8));
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::read)
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(message);
  }

  /** An IDX file whose value number i is i + 1. */
  private static byte[] idxImages(int count, int height, int width) {
    var buffer = ByteBuffer.allocate(16 + count * height * width);
    buffer.putInt(0x803).putInt(count).putInt(height).putInt(width);
    for (var i = 0; buffer.hasRemaining(); i++) {
      buffer.put((byte) (i + 1));
    }
    return buffer.array();
  }

  private static byte[] idxLabels(int... labels) {
    var buffer = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
    Arrays.stream(labels).forEach(label -> buffer.put((byte) label));
    return buffer.array();
  }

  private void mnist() {
    files.put("m/train-images-idx3-ubyte", idxImages(3, 2, 3));
    files.put("m/train-labels-idx1-ubyte", idxLabels(7, 2, 7));
    files.put("m/t10k-images-idx3-ubyte", idxImages(2, 2, 3));
    files.put("m/t10k-labels-idx1-ubyte", idxLabels(2, 9));
  }

  @Test
  void mnistIsReadByItsLabels() throws Exception {
    mnist();
    text("m/README", "about");
    var layout = read();
    assertThat(layout.classes()).containsExactly("2", "7", "9");
    assertThat(layout.examples()).extracting(Example::label).containsExactly(0, 2, 1, 0, 1);
    assertThat(layout.examples())
        .extracting(each -> each.split().orElseThrow())
        .containsExactly(Split.TEST, Split.TEST, Split.TRAIN, Split.TRAIN, Split.TRAIN);
    var third = layout.examples().get(4).file();
    assertThat(third.raw().orElseThrow()).hasToString("2x3x1");
    assertThat(third.read()).containsExactly(13, 14, 15, 16, 17, 18);
    assertThat(third.path()).isEqualTo("m/train-images-idx3-ubyte#00002");
    assertThat(layout.ignored()).extracting(BadFile::file).containsExactly("m/README");
  }

  @Test
  void mnistIsPaddedWithZerosOnRequest() throws Exception {
    mnist();
    var first = read(new LayoutOptions(false, 4)).examples().get(2).file();
    assertThat(first.raw().orElseThrow()).hasToString("4x4x1");
    assertThat(first.read()).containsExactly(0, 0, 0, 0, 1, 2, 3, 0, 4, 5, 6, 0, 0, 0, 0, 0);
    assertThatThrownBy(() -> read(new LayoutOptions(false, 2)))
        .hasMessageContaining("have 2 x 3 pixels, which cannot be padded to 2 x 2");
  }

  @Test
  void aPairAloneNeedsNoNamesAndGivesNoSplit() throws Exception {
    files.put("pixels", idxImages(3, 2, 2));
    files.put("truth", idxLabels(0, 1, 0));
    assertThat(read().examples()).extracting(Example::split).containsOnly(Optional.empty());
  }

  @Test
  void damagedIdxFilesAreNamed() {
    mnist();
    var whole = files.get("m/train-images-idx3-ubyte");
    files.put("m/train-images-idx3-ubyte", Arrays.copyOf(whole, whole.length - 1));
    assertRefused(
        "'m/train-images-idx3-ubyte' has 33 bytes; its header says [3, 2, 3], which makes 34: it is"
            + " truncated");
    files.put("m/train-images-idx3-ubyte", Arrays.copyOf(whole, whole.length + 1));
    assertRefused("there is something after its end");
    files.put("m/train-images-idx3-ubyte", "GIF89a, not IDX".getBytes(UTF_8));
    assertRefused("does not begin like an IDX file");
    files.put("m/train-images-idx3-ubyte", new byte[0]);
    assertRefused("does not begin like an IDX file");
    var floats = whole.clone();
    floats[2] = 0x0d;
    files.put("m/train-images-idx3-ubyte", floats);
    assertRefused("has values of the type 0d; only unsigned bytes (08) are read");
    var huge = whole.clone();
    huge[4] = 0x7f;
    huge[8] = 0x7f;
    huge[12] = 0x7f;
    files.put("m/train-images-idx3-ubyte", huge);
    assertRefused("which cannot be");
  }

  @Test
  void imagesAndLabelsHaveToMatch() {
    mnist();
    files.put("m/train-labels-idx1-ubyte", idxLabels(7, 2));
    assertRefused("has 3 images but 'm/train-labels-idx1-ubyte' has 2 labels");
    files.remove("m/train-labels-idx1-ubyte");
    assertRefused(
        "it is not clear which labels belong to the images in 'm/train-images-idx3-ubyte'");
  }

  private static byte[] cifar(int labels, int[]... records) {
    var out = new ByteArrayOutputStream();
    for (var record : records) {
      for (var i = 0; i < labels; i++) {
        out.write(record[i]);
      }
      for (var plane = 0; plane < 3; plane++) {
        for (var pixel = 0; pixel < 1024; pixel++) {
          out.write(record[0] + 10 * plane + pixel % 7);
        }
      }
    }
    return out.toByteArray();
  }

  private void cifar10() {
    files.put("c/data_batch_1.bin", cifar(1, new int[] {3}, new int[] {0}));
    files.put("c/test_batch.bin", cifar(1, new int[] {9}));
    text(
        "c/batches.meta.txt",
        "airplane",
        "automobile",
        "bird",
        "cat",
        "deer",
        "dog",
        "frog",
        "horse",
        "ship",
        "truck",
        "");
  }

  @Test
  void cifar10IsReadWithItsNames() throws Exception {
    cifar10();
    var layout = read();
    assertThat(layout.classes()).hasSize(10).startsWith("airplane").endsWith("truck");
    assertThat(layout.examples()).extracting(Example::label).containsExactly(3, 0, 9);
    assertThat(layout.examples().get(2).split()).contains(Split.TEST);
    assertThat(layout.examples().get(0).split()).contains(Split.TRAIN);
    assertThat(layout.examples().get(0).file().read()).startsWith(3, 13, 23, 4, 14, 24);
  }

  @Test
  void cifar100HasFineAndCoarseLabels() throws Exception {
    files.put("c/train.bin", cifar(2, new int[] {4, 99}, new int[] {19, 7}));
    files.put("c/test.bin", cifar(2, new int[] {1, 2}));
    text(
        "c/fine_label_names.txt",
        IntStream.range(0, 100).mapToObj(i -> "fine" + i).toArray(String[]::new));
    text(
        "c/coarse_label_names.txt",
        IntStream.range(0, 20).mapToObj(i -> "coarse" + i).toArray(String[]::new));
    var fine = read();
    assertThat(fine.classes()).hasSize(100).contains("fine99");
    assertThat(fine.examples()).extracting(Example::label).containsExactly(2, 99, 7);
    var coarse = read(new LayoutOptions(true, 0));
    assertThat(coarse.classes()).hasSize(20);
    assertThat(coarse.examples()).extracting(Example::label).containsExactly(1, 4, 19);
    assertThat(coarse.examples().get(1).file().read()).startsWith(4, 14, 24);
  }

  @Test
  void damagedCifarIsNamed() {
    cifar10();
    var whole = files.get("c/data_batch_1.bin");
    files.put("c/data_batch_1.bin", Arrays.copyOf(whole, whole.length - 1));
    assertRefused("'c/data_batch_1.bin' has 6145 bytes, which is no multiple of the 3073");
    files.put("c/data_batch_1.bin", cifar(1, new int[] {3}, new int[] {10}));
    assertRefused("'c/data_batch_1.bin', record 1: the label is 10, must be 0 to 9");
    files.put("c/data_batch_1.bin", whole);
    text("c/batches.meta.txt", "one", "two");
    assertRefused("'c/batches.meta.txt' names 2 classes, must name 10");
  }

  @Test
  void twoKindsAtOnceAreNotGuessed() {
    mnist();
    cifar10();
    assertRefused("it is not clear what the data set is: 'm/");
  }

  private void imageNet() {
    text("synset_words.txt", "n02000002 crane", "n01000001 tench, Tinca tinca", "n03000003 crane");
    files.put("ILSVRC2012_img_train/n01000001/a.JPEG", new byte[1]);
    files.put("ILSVRC2012_img_train/n02000002/b.JPEG", new byte[1]);
    files.put("ILSVRC2012_img_train/n03000003/c.JPEG", new byte[1]);
    files.put("ILSVRC2012_img_val/ILSVRC2012_val_1.JPEG", new byte[1]);
    files.put("ILSVRC2012_img_val/ILSVRC2012_val_2.JPEG", new byte[1]);
    text(
        "val.txt",
        "ILSVRC2012_val_1.JPEG 2",
        "ILSVRC2012_val_2.JPEG n01000001",
        "ILSVRC2012_val_3.JPEG 0");
  }

  @Test
  void imageNetIsReadWithItsWordsAndItsValidationList() throws Exception {
    imageNet();
    var layout = read();
    assertThat(layout.classes())
        .containsExactly("n01000001 tench", "n02000002 crane", "n03000003 crane");
    assertThat(layout.examples())
        .extracting(
            each -> each.name() + " " + each.label() + " " + each.split().orElseThrow().label())
        .containsExactly(
            "n01000001/a.JPEG 0 train",
            "n02000002/b.JPEG 1 train",
            "n03000003/c.JPEG 2 train",
            "val/ILSVRC2012_val_1.JPEG 2 validation",
            "val/ILSVRC2012_val_2.JPEG 0 validation");
    assertThat(layout.bad())
        .containsExactly(
            new BadFile(
                "ILSVRC2012_val_3.JPEG", "line 3 of 'val.txt' names it, but it is not there"));
  }

  @Test
  void damagedImageNetIsNamed() {
    imageNet();
    text("val.txt", "ILSVRC2012_val_1.JPEG 2", "ILSVRC2012_val_2.JPEG 3");
    assertRefused("'val.txt', line 2: must be a file and a synset or a number from 0 to 2");
    text("val.txt", "490", "361");
    assertRefused("'val.txt' holds numbers without names");
    files.remove("val.txt");
    files.put("ILSVRC2012_img_train/n09999999/d.JPEG", new byte[1]);
    assertRefused("of the synset n09999999, which 'synset_words.txt' does not name");
  }

  @Test
  void aCsvListNamesPathsLabelsAndSplits() throws Exception {
    files.put("set/a/1.png", new byte[1]);
    files.put("set/a/2.png", new byte[1]);
    files.put("set/\u732b.png", new byte[1]);
    files.put("set/other.png", new byte[1]);
    text(
        "set/list.csv",
        "\ufeffPath,Label,Split",
        "./a/1.png,\"cat, small\",train",
        "a/2.png,dog,test",
        "\u732b.png,dog,",
        "gone.png,dog,");
    var layout = read();
    assertThat(layout.classes()).containsExactly("cat, small", "dog");
    assertThat(layout.examples())
        .extracting(Example::name)
        .containsExactly("a/1.png", "a/2.png", "\u732b.png");
    assertThat(layout.examples())
        .extracting(Example::split)
        .containsExactly(Optional.of(Split.TRAIN), Optional.of(Split.TEST), Optional.empty());
    assertThat(layout.bad()).extracting(BadFile::file).containsExactly("gone.png");
    assertThat(layout.ignored()).extracting(BadFile::file).containsExactly("set/other.png");
  }

  @Test
  void aJsonlListDoesTheSame() throws Exception {
    files.put("1.png", new byte[1]);
    files.put("2 & 3.png", new byte[1]);
    text(
        "list.jsonl",
        "{\"path\": \"1.png\", \"label\": 5}",
        "",
        "{\"url\": \"2%20%26%203.png\", \"label\": \"x\", \"split\": \"val\"}");
    var layout = read();
    assertThat(layout.classes()).containsExactly("5", "x");
    assertThat(layout.examples().get(1).file().path()).isEqualTo("2 & 3.png");
    assertThat(layout.examples().get(1).split()).contains(Split.VALIDATION);
  }

  @Test
  void mistakesInListsAreNamedByRow() {
    files.put("1.png", new byte[1]);
    text("list.csv", "path,label", "1.png,a", "http://example.org/2.png,b");
    assertRefused(
        "'list.csv', row 2: 'http://example.org/2.png' is an address; nothing is fetched");
    text("list.csv", "path,label", "1.png,a", "1.png,b");
    assertRefused("'list.csv', row 2: '1.png' is of class 'b' here and of 'a' further up");
    text("list.csv", "path,label", "1.png,a", "2.png,");
    assertRefused("'list.csv', row 2: there is no label");
    text("list.csv", "path,label,split", "1.png,a,holdout", "1.png,b,train");
    assertRefused("'list.csv', row 1: the split is 'holdout', must be train, validation or test");
    text("list.csv", "path,label", "1.png,a", "1.png,A");
    assertRefused("differ in case or in how letters are stored only");
    text("list.csv", "path,label", "1.png,a");
    assertRefused("there is only the class 'a'");
    text("list.csv", "file,klass", "1.png,a");
    assertRefused(
        "'list.csv' has the columns file, klass: to be a list of images it needs one called label"
            + " or class or category");
    text("list.csv", "path,label", "1.png,a", "2.png,b");
    text("more.csv", "path,label", "1.png,a", "2.png,b");
    assertRefused("'list.csv' and 'more.csv' both name images");
    files.remove("more.csv");
    files.remove("list.csv");
    text("list.jsonl", "{\"path\": \"1.png\", \"label\": \"a\"}", "{\"path\": ");
    assertRefused("'list.jsonl', line 2: not a JSON object");
  }

  @Test
  void aListIsFoundAmongThousandsOfImagesWithoutEndings() throws Exception {
    var lines = new StringBuilder("path,label\n");
    for (var i = 0; i < 10_001; i++) {
      files.put("images/%05d".formatted(i), new byte[1]);
      lines.append("images/%05d,%s\n".formatted(i, i % 2 == 0 ? "even" : "odd"));
    }
    text("list.csv", lines.toString());
    var layout = read();
    assertThat(layout.classes()).containsExactly("even", "odd");
    assertThat(layout.examples()).hasSize(10_001);
  }

  @Test
  void pathsInListsLeadNowhereElse() throws Exception {
    files.put("1.png", new byte[1]);
    files.put("2.png", new byte[1]);
    text("list.csv", "path,label", "1.png,a", "2.png,b", "../../etc/passwd,a", "/etc/passwd,b");
    assertThat(read().bad())
        .extracting(BadFile::file)
        .isEqualTo(List.of("../../etc/passwd", "/etc/passwd"));
  }
}
