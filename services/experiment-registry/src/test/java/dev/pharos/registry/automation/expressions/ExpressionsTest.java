package dev.pharos.registry.automation.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
  private static final Expressions EXPRESSIONS = new Expressions();
  private static final Map<String, Object> EVENT =
      Map.of(
          "event",
          Values.of(
              json(
                  """
                  {"type": "x", "data": {"name": "photos", "version": 2, "isNew": true, "gone": null,
                    "classes": ["cat", "dog"], "metrics": {"test/top1-error": 0.25}}}
                  """)));

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.data.name == 'photos' && event.data.isNew",
        "event.data.metrics['test/top1-error'] < 1",
        "event.data.version > 1.5",
        "event.data.classes[1] == 'dog'",
        "event.data.version + 1 == 3",
        "!has(event.data.gone)",
        "event.data.classes.exists(c, c.startsWith('d'))",
        "size(event.data.classes) == 2",
        "event.data.name.upperAscii() == 'PHOTOS'"
      })
  void conditionsHold(String condition) {
    assertThat(EXPRESSIONS.compile(condition).holds(EVENT)).isTrue();
  }

  @Test
  void whatHasNoValueSaysWhy() {
    assertThatThrownBy(() -> EXPRESSIONS.compile("event.data.nme == 'x'").holds(EVENT))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("'nme' is not present");
    assertThatThrownBy(() -> EXPRESSIONS.compile("event.data.metrics['x'] < 1").holds(EVENT))
        .hasMessageContaining("'x' is not present");
    assertThatThrownBy(() -> EXPRESSIONS.compile("event.data.name").holds(EVENT))
        .hasMessageContaining("\"photos\", which is not true or false");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"evnt.data,0,undeclared reference to 'evnt'", "event.data == ,13,mismatched input"})
  void whatIsNoneSaysWhere(String text, int position, String words) {
    assertThatThrownBy(() -> EXPRESSIONS.compile(text))
        .isInstanceOfSatisfying(
            InvalidMessageException.class,
            wrong -> {
              assertThat(wrong.violations().get(0).message()).contains(words);
              assertThat(wrong.violations().get(0).position()).isEqualTo(position);
            });
  }

  @Test
  void nothingRunsForEver() {
    var list = "[" + "1,".repeat(150) + "1]";
    var long3 = "%1$s.all(a, %1$s.all(b, %1$s.all(c, a + b + c > 0)))".formatted(list);
    assertThatThrownBy(() -> EXPRESSIONS.compile(long3).holds(EVENT))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("budget");
  }

  @Test
  void templatesKeepTypesAndFillTexts() {
    var template =
        json(
            """
            {"dataset": {"name": "${event.data.name}", "version": "${event.data.version}"},
             "name": "on ${event.data.name} ${ {'a': '}'}.a } $${x}", "epochs": 5,
             "tags": ["${event.data.isNew}", "${event.data.classes}"]}
            """);

    assertThat(new Template(EXPRESSIONS, template).fill(EVENT))
        .hasToString(
            json("""
                {"dataset": {"name": "photos", "version": 2}, "name": "on photos } ${x}",
                 "epochs": 5, "tags": [true, ["cat", "dog"]]}
                """)
                .toString());
  }

  @Test
  void templatesSayWhichFieldIsWrong() {
    var template =
        json("{\"a\": [\"${event.x\"], \"b\": \"${}\", \"c\": \"${1 +}\", \"d\": \"$\"}");

    assertThat(new Template(EXPRESSIONS, template).violations("do"))
        .extracting(wrong -> wrong.field())
        .containsExactly("do.a.0", "do.b", "do.c");
  }
}
