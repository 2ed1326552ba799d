package dev.pharos.imaging.prepare;

import static dev.pharos.imaging.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.Augmentation;
import dev.pharos.imaging.packed.CorruptDatasetException;
import dev.pharos.imaging.packed.ImageList;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.PackedDatasetWriter;
import dev.pharos.imaging.packed.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BatchSourceTest {
  private static final int IMAGES = 50;

  @TempDir Path folder;
  private Path file;
  private PackedDataset dataset;
  private Preprocessing preprocessing;

  @BeforeEach
  void pack() throws Exception {
    file = folder.resolve("set");
    var images = new ImageList();
    for (var i = 0; i < IMAGES; i++) {
      var hash = new byte[32];
      hash[0] = (byte) i;
      images.add(i % 2, i % 10 == 0 ? Split.TEST : Split.TRAIN, "image" + i, hash);
    }
    try (var writer = PackedDatasetWriter.create(file, 6, 6, List.of("a", "b"), images)) {
      for (var i = 0; i < IMAGES; i++) {
        writer.add(i, noise(6, 6, 1, i));
      }
      writer.finish();
    }
    dataset = PackedDataset.open(file);
    preprocessing = Preprocessing.forDataset(dataset.info(), 6, 6, 1);
  }

  @AfterEach
  void close() {
    dataset.close();
  }

  private BatchSource training(long seed) {
    return BatchSource.shuffled(
        dataset, preprocessing, Split.TRAIN, 8, seed, Augmentation.CROP_MIRROR);
  }

  /** The images of the batches, and a digest of their values. */
  private static List<List<Integer>> read(BatchSource source, long epoch, int from)
      throws Exception {
    var batches = new ArrayList<List<Integer>>();
    try (var stream = source.epoch(epoch, from)) {
      for (var next = stream.next(); next.isPresent(); next = stream.next()) {
        try (var batch = next.get()) {
          var content =
              new ArrayList<>(Arrays.stream(batch.images()).limit(batch.size()).boxed().toList());
          content.add(Arrays.hashCode(Arrays.copyOf(batch.features(), batch.size() * 36)));
          content.add(-1 - batch.step());
          batches.add(content);
        }
      }
    }
    return batches;
  }

  @Test
  void anEpochVisitsEveryImageOnceInAnOrderOfItsOwn() throws Exception {
    var source = training(1);
    assertThat(source.images()).isEqualTo(45);
    assertThat(source.batchesPerEpoch()).isEqualTo(6);
    var first = read(source, 0, 0);
    assertThat(first).hasSize(6);
    assertThat(first.get(5)).hasSize(5 + 2);
    var visited = new ArrayList<Integer>();
    first.forEach(batch -> visited.addAll(batch.subList(0, batch.size() - 2)));
    assertThat(visited)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.of(dataset.indices(Split.TRAIN)).boxed().toList());
    assertThat(read(source, 0, 0)).isEqualTo(first);
    assertThat(read(source, 1, 0)).isNotEqualTo(first);
    assertThat(read(training(2), 0, 0)).isNotEqualTo(first);
  }

  @Test
  void resumingInTheMiddleContinuesExactly() throws Exception {
    var whole = read(training(1), 3, 0);
    for (var step = 0; step <= 6; step++) {
      assertThat(read(training(1), 3, step)).isEqualTo(whole.subList(step, 6));
    }
    assertThatThrownBy(() -> training(1).epoch(0, 7)).hasMessage("fromStep is 7, must be 0 to 6");
  }

  @Test
  void tenCropsOfEachImageComeInARowAcrossBatchesOfAnySize() throws Exception {
    var small = Preprocessing.forDataset(dataset.info(), 4, 4, 1);
    var source =
        BatchSource.inOrder(dataset, small, Split.TEST, 4).withThreads(2).withCrops(Crops.TEN);
    assertThat(source.batchesPerEpoch()).isEqualTo(13); // 5 images, 50 crops
    var expected = new float[10 * 16];
    var position = 0;
    try (var stream = source.epoch(0, 0)) {
      for (var next = stream.next(); next.isPresent(); next = stream.next()) {
        try (var batch = next.get()) {
          for (var i = 0; i < batch.size(); i++, position++) {
            var image = dataset.indices(Split.TEST)[position / 10];
            small.preparer().prepare(dataset.pixels(image), Crops.TEN, expected, 0);
            var crop = position % 10 * 16;
            assertThat(batch.images()[i]).isEqualTo(image);
            assertThat(batch.labels()[i]).isEqualTo(dataset.label(image));
            assertThat(Arrays.copyOfRange(batch.features(), i * 16, i * 16 + 16))
                .containsExactly(Arrays.copyOfRange(expected, crop, crop + 16));
          }
        }
      }
    }
    assertThat(position).isEqualTo(50);
    assertThatThrownBy(() -> training(1).withCrops(Crops.TEN))
        .hasMessage("crops are taken of images as they are");
  }

  @Test
  void evaluationGoesInOrderWithLabels() throws Exception {
    var source = BatchSource.inOrder(dataset, preprocessing, Split.TEST, 2);
    try (var stream = source.epoch(0, 0)) {
      var seen = new ArrayList<Integer>();
      for (var next = stream.next(); next.isPresent(); next = stream.next()) {
        try (var batch = next.get()) {
          for (var i = 0; i < batch.size(); i++) {
            seen.add(batch.images()[i]);
            assertThat(batch.labels()[i]).isEqualTo(dataset.label(batch.images()[i]));
          }
        }
      }
      assertThat(seen).isEqualTo(IntStream.of(dataset.indices(Split.TEST)).boxed().toList());
    }
  }

  @Test
  void leavingEarlyStopsTheThread() throws Exception {
    var before = prefetchers();
    try (var stream = training(1).epoch(0, 0)) {
      assertThat(stream.next()).isPresent();
    }
    assertThat(prefetchers()).isEqualTo(before);
  }

  private static long prefetchers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("batch-prefetch"))
        .count();
  }

  @Test
  void givingABatchBackTwiceIsHarmless() throws Exception {
    try (var stream = training(1).epoch(0, 0)) {
      var batch = stream.next().orElseThrow();
      batch.close();
      batch.close();
      var rest = 0;
      for (var next = stream.next(); next.isPresent(); next = stream.next()) {
        next.get().close();
        rest++;
      }
      assertThat(rest).isEqualTo(5);
    }
  }

  @Test
  void epochsUseTheSameMemory() throws Exception {
    var source = training(1).withThreads(2);
    var first = memoryOf(source, 0);
    assertThat(first).hasSizeLessThanOrEqualTo(4);
    assertThat(first).containsAll(memoryOf(source, 1));
    // What is still held when its epoch ends is not given to the next one before it is let go.
    Batch held;
    try (var stream = source.epoch(2, 0)) {
      held = stream.next().orElseThrow();
    }
    held.labels()[0] = 77;
    assertThat(memoryOf(source, 3)).doesNotContain(held.features());
    assertThat(held.labels()[0]).isEqualTo(77);
  }

  private static Set<float[]> memoryOf(BatchSource source, long epoch) throws Exception {
    Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    try (var stream = source.epoch(epoch, 0)) {
      for (var next = stream.next(); next.isPresent(); next = stream.next()) {
        arrays.add(next.get().features());
        next.get().close();
      }
    }
    return arrays;
  }

  @Test
  void damageReachesTheConsumerAsAnError() throws Exception {
    var bytes = Files.readAllBytes(file);
    for (var at = 4096; at < 4096 + IMAGES * 36; at++) {
      bytes[at] ^= 1;
    }
    Files.write(file, bytes);
    try (var damaged = PackedDataset.open(file);
        var stream = BatchSource.inOrder(damaged, preprocessing, Split.TRAIN, 8).epoch(0, 0)) {
      assertThatThrownBy(stream::next).isInstanceOf(CorruptDatasetException.class);
      assertThat(stream.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void threadsChangeNothingButTheTime(int threads) throws Exception {
    var everything =
        Json.mapper()
            .readValue(
                "{\"randomCrop\": true, \"mirror\": true, \"pcaColour\": {}, \"cutOut\": {\"size\": 2},"
                    + " \"colourJitter\": {\"brightness\": 0.4, \"contrast\": 0.4}}",
                Augmentation.class);
    var source = BatchSource.shuffled(dataset, preprocessing, Split.TRAIN, 4, 3, everything);
    for (var epoch = 0; epoch < 20; epoch++) {
      assertThat(read(source.withThreads(threads), epoch, epoch % 12))
          .isEqualTo(read(source, epoch, epoch % 12));
    }
  }

  @Test
  void anImageIsChangedTheSameWayInAnyBatch() throws Exception {
    var small = valuesByImage(training(1));
    var large =
        valuesByImage(
            BatchSource.shuffled(
                dataset, preprocessing, Split.TRAIN, 45, 1, Augmentation.CROP_MIRROR));
    assertThat(small).hasSize(45).isEqualTo(large);
  }

  private static Map<Integer, Integer> valuesByImage(BatchSource source) throws Exception {
    var values = new HashMap<Integer, Integer>();
    try (var stream = source.epoch(5, 0)) {
      for (var next = stream.next(); next.isPresent(); next = stream.next()) {
        try (var batch = next.get()) {
          for (var i = 0; i < batch.size(); i++) {
            var image = Arrays.copyOfRange(batch.features(), i * 36, (i + 1) * 36);
            values.put(batch.images()[i], Arrays.hashCode(image));
          }
        }
      }
    }
    return values;
  }
}
