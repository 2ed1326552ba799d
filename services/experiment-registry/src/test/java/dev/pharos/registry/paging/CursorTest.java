package dev.pharos.registry.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {
  @Test
  void whatIsGivenOutIsUnderstoodAgain() {
    var cursor = Cursor.of("2026-11-21T10:00:00Z", 7, "größer");
    assertThat(Cursor.parse(cursor.text(), 3)).isEqualTo(cursor);
    assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void whatIsNoCursorIsRefused() {
    assertThatThrownBy(() -> Cursor.parse("!", 1)).hasMessageContaining("cursor '!' is none");
    assertThatThrownBy(() -> Cursor.parse(Cursor.of("a").text(), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPageSaysWhereItGoesOn() {
    var first = Page.of(List.of(1, 2, 3), 2, Cursor::of);
    assertThat(first.items()).containsExactly(1, 2);
    assertThat(Cursor.parse(first.next(), 1)).isEqualTo(Cursor.of(2));
    assertThat(Page.of(List.of(3), 2, Cursor::of).next()).isNull();
  }
}
