package dev.pharos.worker.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pharos.artifacts.FileSystemArtifactStore;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.prepare.Preprocessing;
import dev.pharos.worker.TinyDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers worked by hand: four images of three classes. */
class EvaluationReportTest {
  @TempDir Path folder;

  @Test
  void countsConfusesAndCalibrates() throws IOException {
    var store = new FileSystemArtifactStore(folder);
    try (var dataset = PackedDataset.open(store.localFile(TinyDataset.store(store, folder)))) {
      var images =
          new Images(
              dataset, Preprocessing.forDataset(dataset.info(), 28, 28, 1), TinyDataset.CLASSES);
      var count = new EvaluationReport.Count(images, 1);
      int[] ofClass = {
        first(dataset, 0, 0), first(dataset, 1, 0), first(dataset, 2, 0), first(dataset, 0, 1)
      };
      count.add(ofClass[0], new float[] {0.85f, 0.1f, 0.05f});
      count.add(ofClass[1], new float[] {0.65f, 0.25f, 0.1f});
      count.add(ofClass[2], new float[] {0.15f, 0.05f, 0.8f});
      count.add(ofClass[3], new float[] {0.05f, 0.95f, 0});

      var report = count.report("centre");

      assertThat(report.images()).isEqualTo(4);
      assertThat(report.top1Error()).isEqualTo(0.5);
      assertThat(report.top5Error()).isZero();
      assertThat(report.loss())
          .isCloseTo(
              -(Math.log(0.85) + Math.log(0.25) + Math.log(0.8) + Math.log(0.05)) / 4,
              within(1e-6));
      assertThat(report.confusion().toString()).isEqualTo("[[1, 1, 0], [1, 0, 0], [0, 0, 1]]");
      assertThat(report.perClass().get(0).precision()).isEqualTo(0.5);
      assertThat(report.perClass().get(0).recall()).isEqualTo(0.5);
      assertThat(report.perClass().get(1).recall()).isZero();
      assertThat(report.perClass().get(2).f1()).isEqualTo(1);
      // Bins: 0.65 wrong; 0.85 and 0.8 right; 0.95 wrong.
      assertThat(report.calibration().get(8).images()).isEqualTo(2);
      assertThat(report.calibration().get(8).accuracy()).isEqualTo(1);
      assertThat(report.calibration().get(0).confidence()).isNull();
      assertThat(report.expectedCalibrationError())
          .isCloseTo((0.65 + (2 - 1.65) + 0.95) / 4, within(1e-6));
      assertThat(report.mistakes())
          .singleElement()
          .satisfies(
              mistake -> {
                assertThat(mistake.image()).isEqualTo(ofClass[3]);
                assertThat(mistake.predicted()).isEqualTo(TinyDataset.CLASSES.get(1));
              });
    }
  }

  /** The image of a class after so many others of it. */
  private static int first(PackedDataset dataset, int label, int after) {
    return IntStream.range(0, dataset.size())
        .filter(image -> dataset.label(image) == label)
        .skip(after)
        .findFirst()
        .orElseThrow();
  }
}
