package dev.pharos.dataset.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.Archives;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveSourceTest {
  private static final SourceLimits LIMITS = new SourceLimits(100, 1_000_000, 1L << 30, 200);

  @TempDir Path folder;
  private Path bundle;
  private final Map<String, byte[]> content = new LinkedHashMap<>();

  @BeforeEach
  void prepare() {
    bundle = folder.resolve("bundle");
    content.put("set/cat/1.png", "one".getBytes(UTF_8));
    content.put("set/dog/2.png", "two, longer".getBytes(UTF_8));
    content.put("set/dog/ä ö.png", new byte[0]);
  }

  private ArchiveSource unpack(Path archive, SourceLimits limits) throws Exception {
    return ArchiveSource.unpack(archive, bundle, limits, () -> {});
  }

  private ArchiveSource unpack(byte[] archive) throws Exception {
    return unpack(Files.write(folder.resolve("archive"), archive), LIMITS);
  }

  private static Map<String, String> read(Source source) throws Exception {
    var read = new TreeMap<String, String>();
    for (var file : source.files()) {
      read.put(file.path(), new String(file.read(), UTF_8));
    }
    return read;
  }

  private void assertWhole(ArchiveSource source) throws Exception {
    try (source) {
      assertThat(read(source))
          .containsOnly(
              Map.entry("set/cat/1.png", "one"),
              Map.entry("set/dog/2.png", "two, longer"),
              Map.entry("set/dog/ä ö.png", ""));
      assertThat(source.refused()).isEmpty();
    }
    assertThat(bundle).doesNotExist();
  }

  @Test
  void zipAndTarsAreToldByContent() throws Exception {
    assertWhole(unpack(Archives.zip(folder.resolve("no-extension"), content), LIMITS));
    assertWhole(unpack(Archives.tar(content)));
    assertWhole(unpack(Archives.gzip(Archives.tar(content))));
    assertWhole(unpack(Archives.zstd(Archives.tar(content))));
  }

  @Test
  void tarsAndCompressedFilesInsideAreUnpackedWhereTheyLie() throws Exception {
    var inner = Archives.tar(Map.of("a.JPEG", "A".getBytes(UTF_8)));
    var train = Archives.tar(Map.of("n01.tar", inner, "n02.tar", inner));
    var all = Map.of("train.tar", train, "m/images.gz", Archives.gzip("idx".getBytes(UTF_8)));
    for (var archive :
        new byte[][] {
          Archives.tar(all),
          Archives.zstd(Archives.tar(all)),
          Files.readAllBytes(Archives.zip(folder.resolve("zip"), all))
        }) {
      try (var source = unpack(archive)) {
        assertThat(source.refused()).isEmpty();
        assertThat(read(source))
            .containsOnly(
                Map.entry("train/n01/a.JPEG", "A"),
                Map.entry("train/n02/a.JPEG", "A"),
                Map.entry("m/images", "idx"));
      }
    }
    // The same below a folder.
    var root = Files.createDirectories(folder.resolve("root/m"));
    Files.write(root.resolve("images.gz"), all.get("m/images.gz"));
    Files.write(root.resolveSibling("train.tar"), train);
    Files.writeString(root.resolve("plain.txt"), "text");
    try (var source = ExpandedFolder.open(folder.resolve("root"), bundle, LIMITS, () -> {})) {
      assertThat(read(source))
          .containsOnlyKeys("train/n01/a.JPEG", "train/n02/a.JPEG", "m/images", "m/plain.txt");
    }
    assertThat(bundle).doesNotExist();
  }

  @Test
  void archivesTooDeepInsideAndZipsAreRefusedByName() throws Exception {
    var deep = Archives.tar(Map.of("x", "X".getBytes(UTF_8)));
    for (var i = 0; i < 4; i++) {
      deep = Archives.gzip(deep);
    }
    var zip = Files.readAllBytes(Archives.zip(folder.resolve("inner"), content));
    var outer = Archives.tar(Map.of("deep", deep, "in.zip", zip, "1.png", "1".getBytes(UTF_8)));
    try (var source = unpack(outer)) {
      assertThat(read(source)).containsOnlyKeys("1.png");
      assertThat(source.refused())
          .containsExactlyInAnyOrder(
              new BadFile("deep", "it is an archive inside of 2 others; unpack it first"),
              new BadFile("in.zip", "it is an archive; unpack it first"));
    }
  }

  @Test
  void namesInsideOfNestedArchivesLeadNowhere() throws Exception {
    var inner = new LinkedHashMap<String, byte[]>();
    inner.put("../../evil.png", new byte[1]);
    inner.put("/evil.png", new byte[1]);
    try (var source = unpack(Archives.tar(Map.of("in.tar", Archives.tar(inner))))) {
      assertThat(source.files()).isEmpty();
      assertThat(source.refused())
          .extracting(BadFile::reason)
          .containsOnly("its name leads out of the archive")
          .hasSize(2);
    }
  }

  @Test
  void aBombThatNobodyWouldKeepIsStoppedToo() throws Exception {
    var small = new SourceLimits(100, 1_000_000, 1_000_000, 200);
    var zeros = new byte[10_000_000];
    // Skipped for its name; skipping decompresses all the same.
    var skipped = Archives.gzip(Archives.tar(Map.of("../skipped", zeros)));
    var nested = Archives.tar(Map.of("a.gz", Archives.gzip(Archives.gzip(zeros))));
    for (var bomb : new byte[][] {skipped, nested}) {
      var file = Files.write(folder.resolve("bomb"), bomb);
      assertThatThrownBy(() -> unpack(file, small))
          .isInstanceOf(ImportException.class)
          .hasMessageContaining("unpacks to more than 1000000 bytes");
    }
  }

  @Test
  void emptyFoldersAreTold() throws Exception {
    content.put("set/ox/", new byte[0]);
    try (var source = unpack(Archives.zip(folder.resolve("zip"), content), LIMITS)) {
      assertThat(source.folders()).containsExactly("set/ox");
    }
  }

  @Test
  void junkIsLeftOut() throws Exception {
    content.put("__MACOSX/set/cat/._1.png", "junk".getBytes(UTF_8));
    content.put("set/.DS_Store", "junk".getBytes(UTF_8));
    content.put("set/cat/Thumbs.db", "junk".getBytes(UTF_8));
    content.put("set/.hidden/3.png", "junk".getBytes(UTF_8));
    assertWhole(unpack(Archives.zip(folder.resolve("zip"), content), LIMITS));
    assertWhole(unpack(Archives.tar(content)));
  }

  @Test
  void namesThatLeadElsewhereAreRefusedAndNothingIsWrittenThere() throws Exception {
    var names =
        new String[] {
          "../../evil.png",
          "/tmp/evil.png",
          "set/../../evil.png",
          "C:\\evil.png",
          "..\\evil.png",
          "set//evil.png",
          "set/cat/.."
        };
    for (var name : names) {
      content.put(name, "evil".getBytes(UTF_8));
    }
    var out = new ByteArrayOutputStream();
    try (var tar = Archives.newTar(out)) {
      for (var each : content.entrySet()) {
        Archives.put(tar, each.getKey(), each.getValue());
      }
    }
    try (var source = unpack(out.toByteArray())) {
      assertThat(source.files()).hasSize(3);
      assertThat(source.refused())
          .extracting(BadFile::reason)
          .containsOnly("its name leads out of the archive")
          .hasSize(names.length);
    }
    try (var source = unpack(Archives.zip(folder.resolve("zip"), content), LIMITS)) {
      assertThat(source.files()).hasSize(3);
      assertThat(source.refused()).hasSize(names.length);
    }
    assertThat(folder.resolveSibling("evil.png")).doesNotExist();
    assertThat(Path.of("/tmp/evil.png")).doesNotExist();
  }

  @Test
  void linksAreNotFollowed() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var tar = Archives.newTar(out)) {
      Archives.put(tar, "set/cat/1.png", "one".getBytes(UTF_8));
      Archives.putLink(tar, "set/cat/passwd.png", "/etc/passwd", true);
      Archives.putLink(tar, "set/cat/hard.png", "../../../etc/passwd", false);
    }
    try (var source = unpack(out.toByteArray())) {
      assertThat(read(source)).containsOnlyKeys("set/cat/1.png");
      assertThat(source.refused())
          .containsExactlyInAnyOrder(
              new BadFile("set/cat/passwd.png", "it is a link, which is not followed"),
              new BadFile("set/cat/hard.png", "it is a link, which is not followed"));
    }
    var zipFile = folder.resolve("zip");
    try (var zip = new ZipArchiveOutputStream(zipFile)) {
      Archives.put(zip, Archives.zipLink("set/cat/passwd.png"), "/etc/passwd".getBytes(UTF_8));
    }
    try (var source = unpack(zipFile, LIMITS)) {
      assertThat(source.files()).isEmpty();
      assertThat(source.refused()).hasSize(1);
    }
  }

  @Test
  void theSameNameTwiceIsTakenOnce() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var tar = Archives.newTar(out)) {
      Archives.put(tar, "set/cat/1.png", "one".getBytes(UTF_8));
      Archives.put(tar, "./set/cat/1.png", "other".getBytes(UTF_8));
    }
    try (var source = unpack(out.toByteArray())) {
      assertThat(read(source)).containsOnly(Map.entry("set/cat/1.png", "one"));
      assertThat(source.refused())
          .containsExactly(
              new BadFile("set/cat/1.png", "the archive has another file of this name"));
    }
  }

  @Test
  void aZipBombIsStoppedByItsRatio() throws Exception {
    var bomb = new LinkedHashMap<String, byte[]>();
    for (var i = 0; i < 80; i++) {
      bomb.put("a/%d.png".formatted(i), new byte[1_000_000]);
    }
    var zip = Archives.zip(folder.resolve("bomb"), bomb);
    assertThat(Files.size(zip)).isLessThan(200_000);
    assertThatThrownBy(() -> unpack(zip, LIMITS))
        .isInstanceOf(ImportException.class)
        .hasMessage(
            "the archive unpacks to more than %d bytes, which is the limit for one of its size"
                .formatted(64 << 20));
    assertThat(bundle).doesNotExist();
    var tarGz = Archives.gzip(Archives.tar(bomb));
    assertThatThrownBy(() -> unpack(tarGz)).hasMessageContaining("unpacks to more than");
  }

  @Test
  void tooManyEntriesAreRefusedBeforeTheyAreRead() throws Exception {
    var many = new LinkedHashMap<String, byte[]>();
    for (var i = 0; i < 101; i++) {
      many.put("a/" + i, new byte[0]);
    }
    var message = "the archive has more than 100 entries, which is the limit";
    var zip = Archives.zip(folder.resolve("zip"), many);
    assertThatThrownBy(() -> unpack(zip, LIMITS)).hasMessage(message);
    // An end record that lies about the number does not help.
    var bytes = Files.readAllBytes(zip);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(bytes.length - 12, (short) 1)
        .putShort(bytes.length - 14, (short) 1);
    assertThatThrownBy(() -> unpack(bytes)).hasMessage(message);
    assertThatThrownBy(() -> unpack(Archives.tar(many))).hasMessage(message);
  }

  @Test
  void aFileThatIsTooLargeIsRefusedAndTheOthersAreNot() throws Exception {
    content.put("set/cat/large.png", new byte[1_000_001]);
    try (var source = unpack(Archives.tar(content))) {
      assertThat(source.files()).hasSize(3);
      assertThat(source.refused())
          .containsExactly(
              new BadFile(
                  "set/cat/large.png", "it has 1000001 bytes, more than the limit of 1000000"));
    }
  }

  @Test
  void encryptedEntriesAreRefused() throws Exception {
    var zip = folder.resolve("zip");
    try (var out = new ZipArchiveOutputStream(zip)) {
      var entry = new ZipArchiveEntry("set/cat/1.png");
      entry.setMethod(ZipArchiveEntry.STORED);
      Archives.put(out, entry, "one".getBytes(UTF_8));
    }
    var bytes = Files.readAllBytes(zip);
    for (var at = 0; at < bytes.length - 10; at++) {
      if (bytes[at] == 'P' && bytes[at + 1] == 'K' && bytes[at + 2] == 1 && bytes[at + 3] == 2) {
        bytes[at + 8] |= 1; // the flag in the directory
      }
    }
    try (var source = unpack(bytes)) {
      assertThat(source.files()).isEmpty();
      assertThat(source.refused())
          .extracting(BadFile::reason)
          .containsExactly("it is encrypted or compressed in a way that cannot be read");
    }
  }

  @Test
  void otherFilesAreNoArchives() {
    for (var other : new byte[][] {new byte[0], "hello".getBytes(UTF_8), new byte[1024]}) {
      assertThatThrownBy(() -> unpack(other))
          .isInstanceOf(ImportException.class)
          .hasMessage("the file is neither a zip nor a tar, tar.gz or tar.zst archive");
    }
  }

  @Test
  void damagedArchivesEndInClearWords() throws Exception {
    var random = new Random(1);
    for (var i = 0; i < 20; i++) {
      var noise = new byte[5_000];
      random.nextBytes(noise);
      content.put("set/cat/noise" + i, noise);
    }
    var archives =
        new byte[][] {
          Files.readAllBytes(Archives.zip(folder.resolve("zip"), content)),
          Archives.gzip(Archives.tar(content)),
          Archives.zstd(Archives.tar(content)),
          Archives.tar(content)
        };
    for (var archive : archives) {
      for (var length = 600; length < archive.length - 2_000; length += archive.length / 40) {
        var cut = Arrays.copyOf(archive, length);
        assertThatThrownBy(() -> unpack(cut).close())
            .isInstanceOf(ImportException.class)
            .hasMessageContaining("damaged");
        assertThat(bundle).doesNotExist();
      }
      for (var trial = 0; trial < 60; trial++) {
        var damaged = archive.clone();
        for (var flips = 0; flips < 5; flips++) {
          damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
        }
        try (var source = unpack(damaged)) {
          assertThat(source.files()).isNotNull();
        } catch (ImportException e) {
          assertThat(e).hasMessageNotContaining("null");
        }
      }
    }
  }

  /** Says how far an unpacking came. */
  private static final class Meter implements Watch {
    private long total;
    private long done;

    @Override
    public void check() {}

    @Override
    public void begins(long archiveBytes) {
      total = archiveBytes;
    }

    @Override
    public void advanced(long bytes) {
      done += bytes;
    }
  }

  @Test
  void unpackingTellsHowFarItIs() throws Exception {
    var large = new byte[700_000];
    new Random(1).nextBytes(large);
    content.put("a/large.png", large);
    var tar = Archives.tar(content);
    for (var archive : List.of(tar, Archives.gzip(tar), Archives.zstd(tar))) {
      var meter = new Meter();
      var file = Files.write(folder.resolve("archive"), archive);
      ArchiveSource.unpack(file, bundle, LIMITS, meter).close();
      assertThat(meter.total).isEqualTo(archive.length);
      assertThat(meter.done).isBetween(archive.length * 9L / 10, (long) archive.length);
    }
    var zip = Archives.zip(folder.resolve("zip"), content);
    var meter = new Meter();
    ArchiveSource.unpack(zip, bundle, LIMITS, meter).close();
    assertThat(meter.total).isEqualTo(Files.size(zip));
    assertThat(meter.done).isBetween(700_000L, meter.total);

    var packed = Files.createDirectory(folder.resolve("packed"));
    Files.write(packed.resolve("one.tar"), tar);
    Files.write(packed.resolve("two.tar.gz"), Archives.gzip(tar));
    var both = new Meter();
    ExpandedFolder.open(packed, bundle, LIMITS, both).close();
    assertThat(both.total).isEqualTo(tar.length + (long) Archives.gzip(tar).length);
    assertThat(both.done).isBetween(both.total * 9 / 10, both.total);
  }

  @Test
  void unpackingCanBeStopped() throws Exception {
    var zip = Archives.zip(folder.resolve("zip"), content);
    assertThatThrownBy(
            () ->
                ArchiveSource.unpack(
                    zip,
                    bundle,
                    LIMITS,
                    () -> {
                      throw new StoppedException();
                    }))
        .isInstanceOf(StoppedException.class);
    assertThat(bundle).doesNotExist();
  }
}
