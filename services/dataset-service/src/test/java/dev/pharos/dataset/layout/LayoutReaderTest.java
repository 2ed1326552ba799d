package dev.pharos.dataset.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.layout.Layout.Example;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.imaging.packed.Split;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayoutReaderTest {
  private static Layout read(String... paths) throws Exception {
    return read(Set.of(), paths);
  }

  private static Layout read(Set<String> folders, String... paths) throws Exception {
    var files =
        Arrays.stream(paths).<SourceFile>map(path -> new MemoryFile(path, new byte[0])).toList();
    return LayoutReader.read(files, folders, LayoutOptions.DEFAULT);
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

  @Test
  void filesBesideTheClassesAreTold() throws Exception {
    var layout = read("set/cat/1.png", "set/dog/2.png", "set/lost.png", "set/README.md");
    assertThat(layout.bad()).extracting(BadFile::file).containsExactly("set/lost.png");
    assertThat(layout.ignored()).extracting(BadFile::file).containsExactly("set/README.md");
    assertThat(layout.examples())
        .extracting(Example::name)
        .containsExactly("cat/1.png", "dog/2.png");
    var split = read("train/cat/1.png", "train/dog/2.png", "train/lost.png", "test/cat/3.png");
    assertThat(split.bad()).extracting(BadFile::file).containsExactly("train/lost.png");
  }

  @Test
  void anEmptyClassIsRefused() {
    assertThatThrownBy(() -> read(Set.of("set/cat", "set/ox"), "set/cat/1", "set/dog/2"))
        .isInstanceOf(ImportException.class)
        .hasMessageStartingWith("the folder of the class 'ox' is empty");
  }

  @Test
  void classesThatLookAlikeAreRefused() {
    for (var other : new String[] {"Caf\u00c9", "cafe\u0301 ", "\uff43af\u00e9"}) {
      assertThatThrownBy(() -> read("caf\u00e9/1.png", "bar/2.png", other + "/3.png"))
          .as(other)
          .isInstanceOf(ImportException.class)
          .hasMessageContaining("differ in case or in how letters are stored only");
    }
  }

  @Test
  void aClassMayBeCalledAnythingInAnyScript() throws Exception {
    assertThat(read("\u732b/1.png", "\u0643\u0644\u0628/2.png", "e\u0301/3.png").classes())
        .containsExactlyInAnyOrder("\u732b", "\u0643\u0644\u0628", "\u00e9");
  }
}
