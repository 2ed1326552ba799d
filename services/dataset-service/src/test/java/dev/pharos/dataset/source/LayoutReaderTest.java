package dev.pharos.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.dataset.source.Layout.Example;
import dev.pharos.imaging.packed.Split;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayoutReaderTest {
  private static Layout read(String... paths) throws ImportException {
    return LayoutReader.read(Arrays.stream(paths).map(LayoutReaderTest::file).toList());
  }

  private static SourceFile file(String path) {
    return new SourceFile() {
      @Override
      public String path() {
        return path;
      }

      @Override
      public byte[] read() {
        return new byte[0];
      }
    };
  }

  @Test
  void aFolderPerClass() throws Exception {
    var layout = read("cat/1.png", "dog/2.png", "dog/more/3.png", "README.txt");
    assertThat(layout.classes()).containsExactly("cat", "dog");
    assertThat(layout.examples()).extracting(Example::label).containsExactly(0, 1, 1);
    assertThat(layout.examples()).extracting(Example::split).containsOnly(Optional.empty());
  }

  @Test
  void numbersComeInTheirOrder() throws Exception {
    assertThat(read("10/a", "9/a", "1/a", "x/a", "02/a").classes())
        .containsExactly("1", "02", "9", "10", "x");
  }

  @Test
  void foldersAroundTheContentDoNotMatter() throws Exception {
    var layout = read("photos/v2/cat/1.png", "photos/v2/dog/2.png", "photos/about.txt");
    assertThat(layout.classes()).containsExactly("cat", "dog");
    assertThat(layout.examples()).hasSize(2);
  }

  @Test
  void foldersPerSplit() throws Exception {
    var layout =
        read("set/Train/cat/1", "set/Train/dog/2", "set/val/cat/3", "set/test/dog/4", "set/x.txt");
    assertThat(layout.classes()).containsExactly("cat", "dog");
    assertThat(layout.examples())
        .extracting(example -> example.split().orElseThrow())
        .containsExactlyInAnyOrder(Split.TRAIN, Split.TRAIN, Split.VALIDATION, Split.TEST);
  }

  @Test
  void aTrainingFolderAloneIsASplitToo() throws Exception {
    var layout = read("train/cat/1", "train/dog/2");
    assertThat(layout.classes()).containsExactly("cat", "dog");
    assertThat(layout.examples()).extracting(Example::split).containsOnly(Optional.of(Split.TRAIN));
  }

  @Test
  void classesMayBeCalledLikeSplits() throws Exception {
    assertThat(read("train/1", "test/2").classes()).containsExactly("test", "train");
    assertThat(read("train/x/1", "car/2", "bus/3").classes())
        .containsExactly("bus", "car", "train");
  }

  @Test
  void aSplitWithoutClassesIsRefused() {
    assertThatThrownBy(() -> read("train/cat/1", "train/dog/2", "test/3.png"))
        .isInstanceOf(ImportException.class)
        .hasMessageStartingWith("the folder 'test' has files but no folders of classes; expected");
  }

  @Test
  void whatIsNoDataSetIsExplained() {
    assertThatThrownBy(() -> read()).hasMessageStartingWith("there are no files; expected one");
    assertThatThrownBy(() -> read("1.png", "2.png"))
        .hasMessageStartingWith("there are no folders beside the 2 files (1.png, ...); expected");
    assertThatThrownBy(() -> read("cats/1.png", "cats/2.png"))
        .hasMessageStartingWith("there is only the class 'cats'; a classifier needs two");
  }
}
