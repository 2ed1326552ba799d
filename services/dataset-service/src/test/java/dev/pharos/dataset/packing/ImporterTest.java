package dev.pharos.dataset.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.dataset.Archives;
import dev.pharos.dataset.layout.LayoutOptions;
import dev.pharos.dataset.source.ArchiveSource;
import dev.pharos.dataset.source.FolderSource;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.Source;
import dev.pharos.dataset.source.SourceLimits;
import dev.pharos.dataset.source.StoppedException;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.samples.SampleData;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
  private static final SourceLimits LIMITS = new SourceLimits(100_000, 1 << 24, 1L << 30, 200);

  @TempDir Path folder;
  private final ImportProgress progress = new ImportProgress();

  private Source list(Path root) throws Exception {
    return FolderSource.list(root, LIMITS, () -> {});
  }

  private PackedImport pack(Source source, String target, long seed, int threads) throws Exception {
    try (source) {
      return new Importer(
              new ImportSettings(seed, 0.05, 64_000_000, threads, LayoutOptions.DEFAULT), progress)
          .run(source, folder.resolve(target));
    }
  }

  private PackedImport pack(Path root) throws Exception {
    return pack(list(root), "packed", 1, 2);
  }

  private Path digits(int count) throws Exception {
    var root = folder.resolve("digits");
    SampleData.digits(root, count, 1);
    return root;
  }

  @Test
  void digitsBecomeADataSet() throws Exception {
    var packed = pack(digits(500));
    assertThat(packed.info().shape()).hasToString("28x28x1");
    assertThat(packed.info().images()).isEqualTo(500);
    assertThat(packed.info().images(Split.TRAIN)).isBetween(360, 440);
    assertThat(packed.counts())
        .hasSize(10)
        .allSatisfy(
            count -> {
              assertThat(count.training() + count.validation() + count.test()).isEqualTo(50);
              assertThat(count.validation()).isPositive();
              assertThat(count.test()).isPositive();
            });
    var at = progress.snapshot();
    assertThat(at.phase()).isEqualTo(ImportPhase.PACKING);
    assertThat(at.done()).isEqualTo(500);
    assertThat(at.total()).isEqualTo(500);
    assertThat(at.bad()).isZero();
  }

  @Test
  void folderZipAndTarMakeTheSameBytesHoweverManyThreadsWork() throws Exception {
    var root = digits(60);
    var content = Archives.contentOf(root);
    var zip = Archives.zip(folder.resolve("zip"), content);
    var tar = Files.write(folder.resolve("tar"), Archives.gzip(Archives.tar(content)));
    var bundle = folder.resolve("bundle");
    var fromFolder = pack(list(root), "a", 1, 1);
    var fromZip = pack(ArchiveSource.unpack(zip, bundle, LIMITS, () -> {}), "b", 1, 4);
    var fromTar = pack(ArchiveSource.unpack(tar, bundle, LIMITS, () -> {}), "c", 1, 3);
    assertThat(Files.mismatch(fromFolder.file(), fromZip.file())).isEqualTo(-1);
    assertThat(Files.mismatch(fromFolder.file(), fromTar.file())).isEqualTo(-1);
    // A folder around all of it is no part of the data set.
    var around = new HashMap<String, byte[]>();
    content.forEach((name, bytes) -> around.put("digits-v1/" + name, bytes));
    var zst = Files.write(folder.resolve("zst"), Archives.zstd(Archives.tar(around)));
    var fromZst = pack(ArchiveSource.unpack(zst, bundle, LIMITS, () -> {}), "e", 1, 2);
    assertThat(Files.mismatch(fromFolder.file(), fromZst.file())).isEqualTo(-1);
    var otherSeed = pack(list(root), "d", 2, 2);
    assertThat(Files.mismatch(fromFolder.file(), otherSeed.file())).isNotEqualTo(-1);
  }

  private static Map<String, Split> splits(PackedImport packed) throws Exception {
    var splits = new HashMap<String, Split>();
    try (var dataset = PackedDataset.open(packed.file())) {
      for (var i = 0; i < dataset.size(); i++) {
        splits.put(dataset.sourceName(i), dataset.split(i));
      }
    }
    return splits;
  }

  @Test
  void anImageKeepsItsSplitWhenOthersAreAddedAndEqualImagesStayTogether() throws Exception {
    var root = digits(1000);
    var before = splits(pack(list(root), "before", 1, 2));
    Files.copy(root.resolve("3/00001.png"), root.resolve("3/copy.png"));
    for (var i = 0; i < 30; i++) {
      Files.delete(root.resolve("5/000%02d.png".formatted(i)));
    }
    var after = splits(pack(list(root), "after", 1, 2));
    after.forEach(
        (name, split) -> {
          if (before.containsKey(name)) {
            assertThat(split).as(name).isEqualTo(before.get(name));
          }
        });
    assertThat(after.get("3/copy.png")).isEqualTo(after.get("3/00001.png"));
  }

  @Test
  void givenSplitsStayAndMissingOnesAreTakenFromTraining() throws Exception {
    var digits = digits(200);
    var root = folder.resolve("split");
    for (var label = 0; label < 10; label++) {
      var train = Files.createDirectories(root.resolve("train/" + label));
      var test = Files.createDirectories(root.resolve("test/" + label));
      for (var i = 0; i < 20; i++) {
        var name = "%05d.png".formatted(i);
        Files.copy(digits.resolve(label + "/" + name), (i < 15 ? train : test).resolve(name));
      }
    }
    var packed = pack(root);
    assertThat(packed.counts())
        .allSatisfy(
            count -> {
              assertThat(count.test()).isEqualTo(5);
              assertThat(count.training() + count.validation()).isEqualTo(15);
              assertThat(count.validation()).isPositive();
            });
  }

  private static void image(Path file, int height, int width, Color colour, String format)
      throws Exception {
    Files.createDirectories(file.getParent());
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    image.setRGB(0, 0, file.hashCode() | 0xff000000);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
  }

  @Test
  void photographsOfManySizesAndFormatsBecomeSquaresOf256() throws Exception {
    var root = folder.resolve("photos");
    var formats = new String[] {"jpeg", "png", "gif", "bmp", "tiff"};
    for (var i = 0; i < 10; i++) {
      var format = formats[i % formats.length];
      image(root.resolve("red/%d.img".formatted(i)), 300 + 10 * i, 400, Color.RED, format);
      image(root.resolve("blue/%d.img".formatted(i)), 500, 280 + 10 * i, Color.BLUE, format);
    }
    var packed = pack(root);
    assertThat(progress.badFiles()).isEmpty();
    assertThat(packed.info().shape()).hasToString("256x256x3");
    assertThat(packed.info().classes()).containsExactly("blue", "red");
    try (var dataset = PackedDataset.open(packed.file())) {
      dataset.verify();
      for (var i = 0; i < dataset.size(); i++) {
        var red = dataset.label(i) == 1;
        assertThat(dataset.pixels(i).at(128, 128, 0)).isCloseTo(red ? 255 : 0, within(3));
        assertThat(dataset.pixels(i).at(128, 128, 2)).isCloseTo(red ? 0 : 255, within(3));
      }
    }
  }

  @Test
  void badFilesAreReportedByNameAndReason() throws Exception {
    var root = digits(200);
    Files.writeString(root.resolve("0/notes.txt"), "these are the zeros");
    var half = Files.readAllBytes(root.resolve("1/00000.png"));
    Files.write(root.resolve("1/half.png"), Arrays.copyOf(half, half.length / 2));
    Files.createSymbolicLink(root.resolve("2/link.png"), root.resolve("1/00000.png"));
    var packed = pack(root);
    assertThat(packed.info().images()).isEqualTo(200);
    assertThat(progress.badFiles())
        .containsExactly(
            new BadFile(
                "0/notes.txt",
                "not an image of a known format (JPEG, PNG, GIF, BMP, WebP and TIFF are)"),
            new BadFile("1/half.png", "the PNG file is truncated: a chunk is cut off"),
            new BadFile("2/link.png", "it is a symbolic link, which is not followed"));
  }

  @Test
  void tooManyBadFilesFail() throws Exception {
    var root = digits(100);
    for (var i = 0; i < 6; i++) {
      Files.writeString(root.resolve("0/%d.txt".formatted(i)), "no image");
    }
    assertThatThrownBy(() -> pack(root))
        .isInstanceOf(ImportException.class)
        .hasMessage("6 of 106 files cannot be used (5.7 %), more than the allowed 5.0 %");
    assertThat(folder.resolve("packed")).doesNotExist();
    assertThat(progress.badFiles()).hasSize(6);
  }

  @Test
  void filesOfNoUseAtAllFail() throws Exception {
    Files.createDirectories(folder.resolve("x/a"));
    Files.createDirectories(folder.resolve("x/b"));
    Files.writeString(folder.resolve("x/a/1"), "no");
    Files.writeString(folder.resolve("x/b/1"), "no");
    assertThatThrownBy(() -> pack(folder.resolve("x")))
        .hasMessage("none of the 2 files can be used");
  }

  @Test
  void aClassWithoutTrainingImagesFails() throws Exception {
    var root = folder.resolve("split");
    for (var i = 0; i < 5; i++) {
      image(root.resolve("train/a/%d.png".formatted(i)), 8, 8, Color.RED, "png");
      image(root.resolve("test/b/%d.png".formatted(i)), 8, 8, Color.BLUE, "png");
    }
    assertThatThrownBy(() -> pack(root)).hasMessage("there are no training images of 'b'");
  }

  @Test
  void tooFewImagesForThreeSplitsFail() throws Exception {
    var root = folder.resolve("few");
    image(root.resolve("a/1.png"), 8, 8, Color.RED, "png");
    image(root.resolve("a/2.png"), 8, 8, Color.RED, "png");
    image(root.resolve("b/1.png"), 8, 8, Color.BLUE, "png");
    assertThatThrownBy(() -> pack(root)).hasMessageStartingWith("there are too few images");
    image(root.resolve("a/3.png"), 8, 8, Color.RED, "png");
    assertThat(pack(root).info().images()).isEqualTo(4);
  }

  @Test
  void threeImagesAreEnoughForThreeSplitsWhateverIsDrawn() throws Exception {
    var root = folder.resolve("three");
    for (var name : new String[] {"a/1.png", "a/2.png", "a/3.png", "b/1.png", "b/2.png"}) {
      image(root.resolve(name), 8, 8, Color.RED, "png");
    }
    // In one import of a hundred or so, two of the three draws are in the lowest tenth.
    for (var seed = 0; seed < 300; seed++) {
      var info = pack(list(root), "packed", seed, 1).info();
      assertThat(info.images(Split.TEST)).as("seed %d", seed).isBetween(1, 2);
      assertThat(info.images(Split.VALIDATION)).as("seed %d", seed).isEqualTo(1);
    }
  }

  @Test
  void anImportCanBeStopped() throws Exception {
    var root = digits(50);
    progress.stop();
    assertThatThrownBy(() -> pack(root)).isInstanceOf(StoppedException.class);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(root);
    }
  }

  @Test
  void aVersionIsItsContentAndNotTheNamesOfItsFiles() throws Exception {
    var root = digits(60);
    var first = pack(list(root), "first", 1, 2);
    Files.move(root.resolve("3/00001.png"), root.resolve("3/renamed.png"));
    var renamed = pack(list(root), "renamed", 1, 2);
    assertThat(renamed.contentId()).isEqualTo(first.contentId()).startsWith("sha256:");
    assertThat(pack(list(root), "seed", 2, 2).contentId()).isNotEqualTo(first.contentId());
    Files.move(root.resolve("3"), root.resolve("three"));
    assertThat(pack(list(root), "class", 1, 2).contentId()).isNotEqualTo(first.contentId());
  }

  @Test
  void whatIsNoticedIsReported() throws Exception {
    var root = digits(100);
    Files.copy(root.resolve("3/00001.png"), root.resolve("4/copy.png"));
    var report = pack(root).report();
    assertThat(report.sizes()).containsExactly(new ImportReport.Size(28, 28, 101));
    assertThat(report.otherSizes()).isZero();
    assertThat(report.duplicates().groups()).isOne();
    assertThat(report.duplicates().acrossClasses()).isOne();
    assertThat(report.duplicates().examples().get(0))
        .extracting(ImportReport.Image::file)
        .containsExactly("3/00001.png", "4/copy.png");
  }

  /** Files by content, as the artifact store has them. */
  private final Map<String, Path> stored = new HashMap<>();

  private ArtifactRef store(Path file) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    var artifact = new ArtifactRef("sha256:" + HexFormat.of().formatHex(digest), Files.size(file));
    stored.put(artifact.digest(), file);
    return artifact;
  }

  private PackedDataset open(PackedImport packed) throws Exception {
    return PackedDataset.open(packed.file(), part -> stored.get(part.digest()));
  }

  private PackedImport add(PackedImport before, Path more, String target) throws Exception {
    try (var base = open(before);
        var source = list(more)) {
      return new Importer(
              new ImportSettings(1, 0.05, 64_000_000, 2, LayoutOptions.DEFAULT), progress)
          .add(source, base, store(before.file()), folder.resolve(target));
    }
  }

  @Test
  void addedImagesJoinAVersionWhoseImagesStayAsTheyWere() throws Exception {
    var root = digits(200);
    var before = pack(list(root), "before", 1, 2);
    var more = folder.resolve("more");
    SampleData.digits(more, 300, 2);
    for (var i = 0; i < 5; i++) {
      image(more.resolve("cross/%d.png".formatted(i)), 60, 40 + i, Color.RED, "png");
    }
    Files.copy(root.resolve("3/00001.png"), more.resolve("3/again.png"));
    var after = add(before, more, "after");
    assertThat(after.info().images()).isEqualTo(505);
    assertThat(after.report().alreadyThere()).isOne();
    assertThat(after.info().shape()).hasToString("28x28x3");
    assertThat(after.info().classes().subList(0, 10)).isEqualTo(before.info().classes());
    assertThat(after.info().classes().get(10)).isEqualTo("cross");
    var cross = after.counts().get(10);
    assertThat(cross.validation()).isPositive();
    assertThat(cross.test()).isPositive();
    var splits = new HashMap<String, Split>();
    try (var all = PackedDataset.open(after.file());
        var base = PackedDataset.open(before.file())) {
      all.verify();
      for (var i = 0; i < all.size(); i++) {
        splits.put(all.label(i) + HexFormat.of().formatHex(all.contentHash(i)), all.split(i));
      }
      for (var i = 0; i < base.size(); i++) {
        assertThat(splits.get(base.label(i) + HexFormat.of().formatHex(base.contentHash(i))))
            .isEqualTo(base.split(i));
      }
    }
    // Nothing new: the same version.
    assertThat(add(after, more, "again").contentId()).isEqualTo(after.contentId());
  }

  @Test
  void whatIsAddedToIsSharedAndTheVersionIsTheSameAsIfAllHadComeAtOnce() throws Exception {
    var root = digits(400);
    var first = pack(list(root), "first", 1, 2);
    var more = folder.resolve("more");
    SampleData.digits(more, 100, 2);
    var second = add(first, more, "second");
    var most = folder.resolve("most");
    SampleData.digits(most, 100, 3);
    var third = add(second, most, "third");

    assertThat(first.parts()).isEmpty();
    assertThat(second.parts()).containsExactly(store(first.file()));
    assertThat(third.parts()).containsExactlyInAnyOrder(store(first.file()), store(second.file()));
    assertThat(Files.size(third.file())).isLessThan(Files.size(first.file()) / 2);

    for (var name : List.of("more", "most")) {
      for (var entry : Archives.contentOf(folder.resolve(name)).entrySet()) {
        var place = root.resolve(entry.getKey().replaceFirst("/", "/" + name + "-"));
        Files.write(place, entry.getValue());
      }
    }
    var whole = pack(list(root), "whole", 1, 2);
    assertThat(third.contentId()).isEqualTo(whole.contentId());
    assertThat(third.info()).isEqualTo(whole.info());
    try (var shared = open(third);
        var one = PackedDataset.open(whole.file())) {
      shared.verify();
      assertThat(shared.meanImage().orElseThrow()).isEqualTo(one.meanImage().orElseThrow());
      for (var i = 0; i < one.size(); i++) {
        assertThat(shared.view(i)).isEqualTo(one.view(i));
        assertThat(shared.split(i)).isEqualTo(one.split(i));
      }
    }
  }

  @Test
  void oneClassIsEnoughToAdd() throws Exception {
    var before = pack(list(digits(60)), "before", 1, 2);
    var more = folder.resolve("more");
    image(more.resolve("7/new.png"), 28, 28, Color.GRAY, "png");
    var after = add(before, more, "after");
    assertThat(after.info().images()).isEqualTo(61);
    assertThat(after.info().classes()).hasSize(10);
  }

  @Test
  void aHugeImageIsKeptOutByItsHeaderAlone() throws Exception {
    var root = digits(200);
    // A PNG header of 50,000 x 50,000 pixels before an image of 28 x 28.
    var png = Files.readAllBytes(root.resolve("1/00000.png"));
    ByteBuffer.wrap(png).putInt(16, 50_000).putInt(20, 50_000);
    var crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    Files.write(root.resolve("1/huge.png"), png);
    Files.write(root.resolve("2/zero.png"), new byte[0]);
    Files.copy(root.resolve("3/00001.png"), root.resolve("3/really-a-png.jpg"));
    var packed = pack(root);
    assertThat(packed.info().images()).isEqualTo(201);
    assertThat(progress.badFiles())
        .extracting(BadFile::file)
        .containsExactly("1/huge.png", "2/zero.png");
    assertThat(progress.badFiles().get(0).reason()).contains("50000 x 50000 pixels");
  }
}
