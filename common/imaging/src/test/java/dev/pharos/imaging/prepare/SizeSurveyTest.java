package dev.pharos.imaging.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SizeSurveyTest {
  private final SizeSurvey survey = new SizeSurvey();

  private void add(int times, int height, int width) {
    for (var i = 0; i < times; i++) {
      survey.add(height, width);
    }
  }

  @Test
  void equalSmallImagesKeepTheirSize() {
    add(3, 28, 40);
    assertThat(survey.storedSize()).isEqualTo(new StoredSize(28, 40));
  }

  @Test
  void equalImagesUpTo256OnTheShorterSideKeepTheirSize() {
    add(2, 256, 400);
    assertThat(survey.storedSize()).isEqualTo(new StoredSize(256, 400));
  }

  @Test
  void equalLargeImagesBecomeSquares() {
    add(3, 300, 400);
    assertThat(survey.storedSize()).isEqualTo(new StoredSize(256, 256));
  }

  @Test
  void differentPhotographsBecomeSquaresOf256() {
    add(1, 300, 400);
    add(1, 4000, 3000);
    add(1, 500, 375);
    assertThat(survey.storedSize()).isEqualTo(new StoredSize(256, 256));
  }

  @Test
  void oneOddImageAmongSmallOnesChangesLittle() {
    add(100, 32, 32);
    add(1, 2000, 3000);
    assertThat(survey.storedSize()).isEqualTo(new StoredSize(32, 32));
  }

  @Test
  void noImagesHaveNoSize() {
    assertThatThrownBy(survey::storedSize).hasMessage("a data set without images has no size");
  }
}
