package dev.pharos.dataset.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.Resampler;
import dev.pharos.imaging.packed.ImageList;
import dev.pharos.imaging.packed.Split;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateSearchTest {
  private static final List<String> CLASSES = List.of("a", "b");

  @TempDir Path folder;
  private final List<Seen> images = new ArrayList<>();

  /** An image as a test knows it. */
  private record Seen(String name, int label, Split split, int content, Look look) {}

  private void add(String name, int label, Split split, int content, Look look) {
    images.add(new Seen(name, label, split, content, look));
  }

  private interface Work {
    void run(DuplicateSearch search) throws Exception;
  }

  /** Searches among these images, and one that never got so far that it has a look. */
  private void search(Work work) throws Exception {
    var index = new ImageList();
    index.add(0, Split.TRAIN, "lost", ByteBuffer.allocate(32).putInt(1).array());
    try (var looks = new Looks(folder.resolve("looks"), images.size() + 1)) {
      for (var image : images) {
        var hash = ByteBuffer.allocate(32).putInt(image.content()).array();
        var number = index.add(image.label(), image.split(), image.name(), hash);
        looks.put(number, image.look());
      }
      looks.beginReading();
      work.run(new DuplicateSearch(index, looks, CLASSES));
    }
  }

  private static Look look(long hash) {
    return new Look(hash, new byte[64]);
  }

  /** Soft patches of brightness, as photographs have. */
  private static Pixels photograph(Random random, int height, int width) {
    var coarse = new byte[7 * 9 * 3];
    random.nextBytes(coarse);
    var small = new Pixels(7, 9, 3, coarse);
    return Resampler.cover(small.shape(), height, width).resample(small);
  }

  @Test
  void equalImagesAreGroupedAndLeaksComeFirst() throws Exception {
    add("1", 0, Split.TRAIN, 1, look(1L << 60));
    add("2", 0, Split.TRAIN, 1, look(1L << 60));
    add("3", 0, Split.TRAIN, 2, look(0x0f0f0f0fL << 20));
    add("4", 1, Split.TEST, 2, look(0x0f0f0f0fL << 20));
    add("5", 0, Split.TRAIN, 3, look(-1));
    search(
        search -> {
          var exact = search.exact();
          assertThat(exact.groups()).isEqualTo(2);
          assertThat(exact.acrossSplits()).isOne();
          assertThat(exact.acrossClasses()).isOne();
          assertThat(exact.examples().get(0))
              .containsExactly(
                  new ImportReport.Image("3", "a", "training"),
                  new ImportReport.Image("4", "b", "test"));
          assertThat(search.near().groups()).isZero();
        });
  }

  @Test
  void upToThreeBitsApartIsNearWhereverTheyAre() throws Exception {
    var random = new Random(1);
    for (var i = 0; i < 200; i++) {
      var hash = random.nextLong();
      var other = hash;
      for (var bit = 0; bit < 3; bit++) {
        other ^= 1L << random.nextInt(64);
      }
      add("one" + i, 0, Split.TRAIN, 2 * i, look(hash));
      add("other" + i, 0, Split.TEST, 2 * i + 1, look(other));
    }
    Collections.shuffle(images, random);
    search(
        search -> {
          var near = search.near();
          assertThat(near.groups()).isEqualTo(200);
          assertThat(near.acrossSplits()).isEqualTo(200);
          assertThat(near.examples())
              .allSatisfy(
                  pair ->
                      assertThat(pair.get(0).file().replaceAll("\\D", ""))
                          .isEqualTo(pair.get(1).file().replaceAll("\\D", "")));
        });
  }

  @Test
  void aPhotographScaledOrBrightenedALittleLooksTheSameAndAnotherDoesNot() {
    var random = new Random(2);
    var alike = 0;
    for (var i = 0; i < 50; i++) {
      var image = photograph(random, 256, 256);
      var small = Resampler.cover(image.shape(), 200, 200).resample(image);
      var bright = new byte[image.data().length];
      for (var at = 0; at < bright.length; at++) {
        bright[at] = (byte) Math.min(255, (image.data()[at] & 0xff) + 2);
      }
      alike += Look.of(image).isLike(Look.of(small)) ? 1 : 0;
      alike += Look.of(image).isLike(Look.of(new Pixels(image.shape(), bright))) ? 1 : 0;
      assertThat(Look.of(image).isLike(Look.of(photograph(random, 256, 256)))).isFalse();
    }
    assertThat(alike).isGreaterThan(95);
  }

  @Test
  void aHundredThousandImagesTakeSeconds() throws Exception {
    var random = new Random(3);
    for (var i = 0; i < 100_000; i++) {
      // A tenth looks the same, as empty pictures do.
      add("i" + i, 0, Split.TRAIN, i, look(i % 10 == 0 ? 0 : random.nextLong()));
    }
    var began = System.nanoTime();
    search(search -> assertThat(search.near().groups()).isGreaterThan(9_999));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }
}
