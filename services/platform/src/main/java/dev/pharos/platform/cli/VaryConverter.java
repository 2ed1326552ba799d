package dev.pharos.platform.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.SweepParameter;
import dev.pharos.contracts.job.SweepScale;
import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what a parameter may be, such as {@code 32,64,128} or {@code 0.0001..0.1:log}. */
final class VaryConverter implements ITypeConverter<SweepParameter> {
  private static final String NUMBER = "[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?";
  private static final Pattern RANGE =
      Pattern.compile("(" + NUMBER + "?)\\.\\.(" + NUMBER + ")((?::[a-z]+(?:=[^:]+)?)*)");
  private static final String VALID =
      "values such as 32,64 or a range such as 0.0001..0.1:log, with :log, :whole, :step=S, :count=N";

  @Override
  public SweepParameter convert(String text) {
    var dots = text.indexOf("..");
    if (dots < 0) {
      return SweepParameter.of(
          Arrays.stream(text.split(",", -1)).map(VaryConverter::value).toList());
    }
    var range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new TypeConversionException("'%s' is not %s".formatted(text, VALID));
    }
    SweepScale scale = null;
    Double step = null;
    Integer count = null;
    Boolean whole = null;
    for (var word : range.group(3).split(":", -1)) {
      var parts = word.split("=", 2);
      switch (parts[0]) {
        case "" -> {}
        case "log" -> scale = SweepScale.LOG;
        case "whole" -> whole = true;
        case "step" -> step = number(text, parts.length < 2 ? "" : parts[1]);
        case "count" -> count = (int) number(text, parts.length < 2 ? "" : parts[1]);
        default ->
            throw new TypeConversionException(
                "'%s': ':%s' is none of %s"
                    .formatted(text, word, ":log, :whole, :step=S, :count=N"));
      }
    }
    return new SweepParameter(
        null,
        number(text, range.group(1)),
        number(text, range.group(2)),
        scale,
        step,
        count,
        whole);
  }

  private static double number(String text, String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'%s': '%s' is no number".formatted(text, number));
    }
  }

  /** A number or a truth as such, and everything else as text. */
  private static JsonNode value(String text) {
    try {
      var node = Json.mapper().readTree(text);
      return node != null && (node.isNumber() || node.isBoolean()) ? node : TextNode.valueOf(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }
}
