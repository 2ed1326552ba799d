package dev.pharos.dataset.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.contracts.dataset.ImportPhase;
import org.junit.jupiter.api.Test;

class ImportProgressTest {
  @Test
  void theReportIsCutAndTheCountIsNot() {
    var progress = new ImportProgress();
    var more = ImportProgress.BAD_FILES_KEPT + 5;
    for (var i = 0; i < more; i++) {
      progress.addBad(new BadFile("file-%06d".formatted(i), "bad"));
    }
    progress.addIgnored(new BadFile("readme", "no image"));

    assertThat(progress.badFiles()).hasSize(ImportProgress.BAD_FILES_KEPT);
    assertThat(progress.snapshot().bad()).isEqualTo(more);
    assertThat(progress.leftOut()).isEqualTo(more + 1L);
  }

  @Test
  void whatBeginsAgainForgetsWhatItHadNoted() {
    var progress = new ImportProgress();
    progress.begin(ImportPhase.UNPACKING, 100);
    progress.advance(60);
    progress.addBad(new BadFile("file", "bad"));
    assertThat(progress.snapshot().done()).isEqualTo(60);

    progress.restart();

    assertThat(progress.snapshot())
        .isEqualTo(new ImportProgress.Snapshot(ImportPhase.WAITING, 0, 0, 0, null));
    assertThat(progress.badFiles()).isEmpty();
    assertThat(progress.leftOut()).isZero();
  }
}
