package dev.pharos.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.contracts.dataset.BadFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
  private static final SourceLimits LIMITS = new SourceLimits(10, 1_000, 1L << 30, 200);

  @TempDir Path folder;
  @TempDir Path elsewhere;

  private void write(String path, int bytes) throws Exception {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[bytes]);
  }

  private FolderSource list() throws Exception {
    return FolderSource.list(folder, LIMITS, () -> {});
  }

  @Test
  void listsWhatPeoplePutThere() throws Exception {
    write("cat/1.png", 3);
    write("cat/deep/er/2.png", 4);
    write(".git/config", 1);
    write("cat/.DS_Store", 1);
    write("__MACOSX/cat/1.png", 1);
    try (var source = list()) {
      assertThat(source.files())
          .extracting(SourceFile::path)
          .containsExactly("cat/1.png", "cat/deep/er/2.png");
      assertThat(source.files().get(1).read()).hasSize(4);
      assertThat(source.refused()).isEmpty();
    }
  }

  @Test
  void namesThatAreNoPathsAsTextAreReadToo() throws Exception {
    write("cat/1 \u732b.png", 3);
    write("cat/dog\\2.png", 4);
    try (var source = list()) {
      assertThat(source.files())
          .extracting(SourceFile::path)
          .containsExactly("cat/1 \u732b.png", "cat/dog/2.png");
      assertThat(source.files().get(0).read()).hasSize(3);
      assertThat(source.files().get(1).read()).hasSize(4);
    }
  }

  @Test
  void linksAreNotFollowed() throws Exception {
    Files.write(elsewhere.resolve("secret.png"), new byte[9]);
    write("cat/1.png", 3);
    Files.createSymbolicLink(folder.resolve("cat/2.png"), elsewhere.resolve("secret.png"));
    Files.createSymbolicLink(folder.resolve("dog"), elsewhere);
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    try (var source = list()) {
      assertThat(source.files()).hasSize(1);
      assertThat(source.refused())
          .containsExactlyInAnyOrder(
              new BadFile("cat/2.png", "it is a symbolic link, which is not followed"),
              new BadFile("dog", "it is a symbolic link, which is not followed"),
              new BadFile("loop", "it is a symbolic link, which is not followed"));
    }
  }

  @Test
  void aFileThatBecomesALinkIsNotRead() throws Exception {
    Files.write(elsewhere.resolve("secret.png"), new byte[9]);
    write("cat/1.png", 3);
    try (var source = list()) {
      Files.delete(folder.resolve("cat/1.png"));
      Files.createSymbolicLink(folder.resolve("cat/1.png"), elsewhere.resolve("secret.png"));
      assertThatThrownBy(() -> source.files().get(0).read())
          .isInstanceOf(UnusableFileException.class);
    }
  }

  @Test
  void largeFilesAndVanishedOnesCannotBeUsed() throws Exception {
    write("cat/1.png", 1_001);
    write("cat/2.png", 5);
    try (var source = list()) {
      assertThatThrownBy(() -> source.files().get(0).read())
          .isInstanceOf(UnusableFileException.class)
          .hasMessage("it has 1001 bytes, more than the limit of 1000");
      Files.delete(folder.resolve("cat/2.png"));
      assertThatThrownBy(() -> source.files().get(1).read())
          .isInstanceOf(UnusableFileException.class)
          .hasMessage("it was removed while the import ran");
    }
  }

  @Test
  void tooManyFilesAreRefused() throws Exception {
    for (var i = 0; i < 11; i++) {
      write("cat/%d.png".formatted(i), 1);
    }
    assertThatThrownBy(this::list)
        .isInstanceOf(ImportException.class)
        .hasMessage("the folder has more than 10 files, which is the limit");
  }
}
