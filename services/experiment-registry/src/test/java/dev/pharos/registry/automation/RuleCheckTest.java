package dev.pharos.registry.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.MessageTypes;
import dev.pharos.contracts.Topic;
import dev.pharos.contracts.Violation;
import dev.pharos.contracts.automation.AutomationRule;
import dev.pharos.registry.automation.expressions.Expressions;
import dev.pharos.registry.support.TestRegistry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCheckTest {
  private static final String RULE =
      "{\"on\": {\"type\": \"dev.pharos.run.ended.v1\"}, \"when\": \"%s\", \"do\": %s}";
  private static final RuleCheck CHECK = new RuleCheck(new Expressions(), false);

  private static AutomationRule rule(String when, String action) {
    return MessageCodec.decode(
        AutomationRule.class, TestRegistry.parse(RULE.formatted(when, action.replace('\'', '"'))));
  }

  private static List<String> fields(AutomationRule rule) {
    return CHECK.violations(rule).stream().map(Violation::field).distinct().toList();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "when,evnt,`{'submit': {'job': {'network': {'name': 'lenet5'}, 'dataset': {'name': 'a'}}}}`",
        "do.submit.job.dataset,true,`{'submit': {'job': {'network': {'name': 'lenet5'}}}}`",
        "do.submit.job.name,true,`{'submit': {'job': {'name': '${event.'}}}`",
        "do.promote.version,true,`{'promote': {'model': 'm', 'version': '${1 1}'}}`",
        "do.promote.alias,true,`{'promote': {'model': 'm', 'version': 1, 'alias': 'latest'}}`",
        "do.webhook,true,`{'webhook': {'url': 'http://example.org/x'}}`",
        "do.publish.data.name,true,`{'publish': {'type': 'dev.pharos.automation.notice.v1', 'data': {'name': '${'}}}`"
      })
  void whatIsWrongHasItsField(String field, String when, String action) {
    assertThat(fields(rule(when, action))).containsExactly(field);
  }

  @Test
  void aRuleDoesOneThing() {
    assertThatThrownBy(() -> rule("true", "{}")).isInstanceOf(InvalidMessageException.class);
    assertThatThrownBy(() -> rule("true", "{'dance': {}}"))
        .hasMessageContaining("unknown field; valid: promote, publish, submit, webhook");
  }

  /** The schema names what the log notes, and what may be published. */
  @Test
  void theSchemaNamesTheTypes() throws IOException {
    var path = "/dev/pharos/contracts/schemas/automation-rule.v1.json";
    try (var in = MessageTypes.class.getResourceAsStream(path)) {
      var schema = MessageCodec.parse(in.readAllBytes());
      assertThat(schema.at("/properties/on/properties/type/enum"))
          .extracting(type -> type.asText())
          .containsExactlyInAnyOrderElementsOf(EventLog.TYPES);
      assertThat(schema.at("/properties/do/properties/publish/properties/type/enum"))
          .extracting(type -> type.asText())
          .containsExactlyInAnyOrderElementsOf(
              Announcer.TOPICS.stream().map(Topic::types).flatMap(List::stream).toList());
    }
  }
}
