package dev.pharos.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.pharos.contracts.ArtifactRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemArtifactStoreTest {
  /** {@code printf abc | sha256sum}. */
  private static final ArtifactRef ABC =
      new ArtifactRef("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3);

  @TempDir Path root;
  FileSystemArtifactStore store;

  @BeforeEach
  void open() throws IOException {
    store = new FileSystemArtifactStore(root);
  }

  @Test
  void namesAnArtifactByItsContent() throws IOException {
    assertThat(put("abc")).isEqualTo(ABC);
    assertThat(read(ABC)).isEqualTo("abc");
    assertThat(store.contains(ABC)).isTrue();
    assertThat(store.find(ABC.digest())).contains(ABC);
  }

  @Test
  void keepsTheEmptyArtifact() throws IOException {
    var empty = put("");
    assertThat(empty.size()).isZero();
    assertThat(read(empty)).isEmpty();
  }

  @Test
  void keepsManyMegabytesAndMapsThem() throws IOException {
    var bytes = new byte[5_000_003];
    new Random(1).nextBytes(bytes);
    var file = Files.write(root.resolve("elsewhere"), bytes);

    var artifact = store.putFile(file);

    assertThat(file).exists();
    try (var channel = FileChannel.open(store.localFile(artifact))) {
      var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      var back = new byte[bytes.length];
      mapped.get(back);
      assertThat(back).isEqualTo(bytes);
    }
  }

  @Test
  void storesTheSameContentOnce() throws IOException {
    put("abc");
    put("abc");
    put("abcd");
    assertThat(store.list()).hasSize(2).contains(ABC);
    assertThat(files()).hasSize(2);
  }

  @Test
  void showsNothingBeforeTheCommit() throws IOException {
    try (var writer = store.write()) {
      writer.write("abc".getBytes(UTF_8));
      assertThat(store.contains(ABC)).isFalse();
      assertThat(store.list()).isEmpty();
    }
    assertThat(store.contains(ABC)).as("closed without a commit").isFalse();
    assertThat(files()).isEmpty();
  }

  @Test
  void aSecondCommitIsRefused() throws IOException {
    var writer = store.write();
    writer.commit();
    assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    writer.close();
  }

  @Test
  void aStreamThatBreaksLeavesNothing() {
    var broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[100_000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the upload was cut off");
              }

              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
              }
            });
    assertThatThrownBy(() -> store.put(broken)).hasMessage("the upload was cut off");
    assertThat(files()).isEmpty();
  }

  @Test
  void anAbsentArtifactIsNamed() {
    for (Callable<?> attempt :
        List.<Callable<?>>of(() -> store.open(ABC), () -> store.localFile(ABC))) {
      assertThatThrownBy(attempt::call)
          .isInstanceOf(MissingArtifactException.class)
          .hasMessageContaining(ABC.digest())
          .hasMessageContaining(root.toString());
    }
  }

  @Test
  void changedBytesAreNoticedAtTheEndOfTheStreamAndBeforeMapping() throws IOException {
    put("abc");
    overwrite("abd");
    try (var content = store.open(ABC)) {
      assertThat(content.readNBytes(3)).hasSize(3);
      assertThatThrownBy(content::read)
          .isInstanceOf(CorruptArtifactException.class)
          .hasMessageContaining(ABC.digest());
    }
    assertThatThrownBy(() -> store.localFile(ABC)).isInstanceOf(CorruptArtifactException.class);
  }

  @Test
  void bytesThatChangeAfterTheFirstMappingAreNoticedByTheNext() throws IOException {
    put("abc");
    var file = store.localFile(ABC);
    overwrite("abd");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    assertThatThrownBy(() -> store.localFile(ABC)).isInstanceOf(CorruptArtifactException.class);
  }

  @Test
  void aCutFileIsNoticedAtOnce() throws IOException {
    put("abc");
    overwrite("ab");
    assertThat(store.contains(ABC)).isFalse();
    assertThatThrownBy(() -> store.open(ABC))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining("2 bytes");
  }

  @Test
  void puttingAnArtifactAgainMendsIt() throws IOException {
    put("abc");
    overwrite("abd");
    put("abc");
    assertThat(read(ABC)).isEqualTo("abc");
    assertThat(store.localFile(ABC)).hasContent("abc");
  }

  @Test
  void whatIsDeletedIsGone() throws IOException {
    put("abc");
    assertThat(store.delete(ABC)).isTrue();
    assertThat(store.delete(ABC)).isFalse();
    assertThat(store.contains(ABC)).isFalse();
    assertThat(store.list()).isEmpty();
  }

  @Test
  void whatIsWrittenAgainIsYoungAgainAndNotDeletedAsWhatItWas() throws IOException {
    var old = put("abc");
    var wasWritten = Instant.now().minus(Duration.ofDays(3));
    Files.setLastModifiedTime(store.localFile(old), FileTime.from(wasWritten));
    var seen = store.stored().get(0);
    assertThat(seen.artifact()).isEqualTo(ABC);
    assertThat(seen.touched()).isCloseTo(wasWritten, within(1, ChronoUnit.SECONDS));

    put("abc");

    assertThat(store.stored().get(0).touched()).isAfter(Instant.now().minusSeconds(60));
    assertThat(store.delete(seen)).isFalse();
    assertThat(read(ABC)).isEqualTo("abc");
    assertThat(root.resolve("unfinished")).isEmptyDirectory();
    assertThat(store.delete(store.stored().get(0))).isTrue();
    assertThat(store.contains(ABC)).isFalse();
    assertThat(store.delete(seen)).isFalse();
  }

  @Test
  void whatIsTouchedIsAsYoungAsWhatIsWritten() throws IOException {
    put("abc");
    var before = Instant.now().minus(Duration.ofDays(3));
    Files.setLastModifiedTime(store.localFile(ABC), FileTime.from(before));
    var seen = store.stored().get(0);

    store.touch(ABC);

    assertThat(store.delete(seen)).isFalse();
    assertThat(store.contains(ABC)).isTrue();
    store.delete(ABC);
    assertThatThrownBy(() -> store.touch(ABC)).isInstanceOf(MissingArtifactException.class);
  }

  @Test
  void deletingOldOnesLosesNothingThatIsWrittenAtTheSameTime() throws Exception {
    var pool = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 200; i++) {
        put("abc");
        var old = Instant.now().minus(Duration.ofDays(3));
        Files.setLastModifiedTime(store.localFile(ABC), FileTime.from(old));
        var seen = store.stored().get(0);
        var deleted = pool.submit(() -> store.delete(seen));
        var written = pool.submit(() -> put("abc"));
        deleted.get();
        written.get();
        assertThat(store.contains(ABC)).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void remembersWhoKeepsArtifactsHere() throws IOException {
    var one = new UUID(0, 1);
    assertThat(store.claims()).isEmpty();

    store.claim(one);
    store.claim(one);
    new FileSystemArtifactStore(root).claim(new UUID(0, 2));

    assertThat(store.claims()).containsExactlyInAnyOrder(one.toString(), new UUID(0, 2).toString());
    assertThat(store.list()).isEmpty();
  }

  @Test
  void leftoversOfADeadProcessAreDeletedAndThoseOfALivingOneAreNot() throws IOException {
    var unfinished = root.resolve("unfinished");
    var old = Files.writeString(unfinished.resolve("old"), "half");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    try (var writer = store.write()) {
      writer.write("abc".getBytes(UTF_8));

      new FileSystemArtifactStore(root);

      assertThat(old).doesNotExist();
      assertThat(writer.commit()).isEqualTo(ABC);
    }
    Files.writeString(unfinished.resolve("new"), "half");
    store.discardUnfinished();
    assertThat(unfinished).isEmptyDirectory();
  }

  @Test
  void manyWritersOfTheSameContentAgree() throws Exception {
    var pool = Executors.newFixedThreadPool(8);
    try {
      var writers = new ArrayList<Callable<ArtifactRef>>();
      for (int i = 0; i < 64; i++) {
        writers.add(
            () ->
                new FileSystemArtifactStore(root)
                    .put(new ByteArrayInputStream("abc".getBytes(UTF_8))));
      }
      for (var written : pool.invokeAll(writers)) {
        assertThat(written.get()).isEqualTo(ABC);
      }
      assertThat(files()).hasSize(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aFullDiskIsAClearErrorAndLeavesNothing() throws IOException {
    try (var small =
        Jimfs.newFileSystem(Configuration.unix().toBuilder().setMaxSize(1 << 20).build())) {
      var full = small.getPath("/store");
      var store = new FileSystemArtifactStore(full);
      var kept = store.put(new ByteArrayInputStream(new byte[100_000]));

      assertThatThrownBy(() -> store.put(new ByteArrayInputStream(new byte[2 << 20])))
          .isInstanceOf(ArtifactException.class)
          .hasMessageContaining("cannot write to the artifact store /store")
          .hasMessageContaining("make room");

      assertThat(store.list()).containsExactly(kept);
      assertThat(full.resolve("unfinished")).isEmptyDirectory();
      assertThat(store.put(new ByteArrayInputStream(new byte[200_000])).size()).isEqualTo(200_000);
    }
  }

  @Test
  void aPlaceThatIsNoFolderIsNamed() throws IOException {
    var file = Files.writeString(root.resolve("file"), "");
    assertThatThrownBy(() -> new FileSystemArtifactStore(file))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void skippingDoesNotEvadeTheChecksum() throws IOException {
    put("abc");
    overwrite("xbc");
    try (var content = store.open(ABC)) {
      content.skipNBytes(1);
      assertThatThrownBy(() -> content.transferTo(OutputStream.nullOutputStream()))
          .isInstanceOf(CorruptArtifactException.class);
    }
  }

  private ArtifactRef put(String content) throws IOException {
    return store.put(new ByteArrayInputStream(content.getBytes(UTF_8)));
  }

  private String read(ArtifactRef artifact) throws IOException {
    try (var content = store.open(artifact)) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }

  private void overwrite(String content) throws IOException {
    Files.writeString(files().get(0), content, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private List<Path> files() {
    try (var paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
