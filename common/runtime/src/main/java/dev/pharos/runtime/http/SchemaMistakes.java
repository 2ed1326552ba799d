package dev.pharos.runtime.http;

import io.vertx.json.schema.OutputUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What is wrong with a request, one line for each field, in words for people. The validator tells
 * of each level of a document that something below it is wrong, and of a field with a wrong value
 * also that it is none of the others.
 */
final class SchemaMistakes {
  /** What a line of the validator says of the levels above a mistake. */
  private static final Pattern SUMMARY =
      Pattern.compile(
          "Property \".*\" does not match schema|A subschema had errors|Items did not.*");

  private static final Pattern UNKNOWN =
      Pattern.compile("Property \".*\" does not match additional properties schema");
  private static final Pattern MISSING =
      Pattern.compile("Instance does not have required property \"(.*)\"");

  /** The validator's words, and ours. */
  private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

  static {
    word("Instance type (\\w+) is invalid\\. Expected (\\w+).*", "$1 found, $2 expected");
    word("(\\S+) is less than or equal to (\\S+)", "$1 is not valid; it must be above $2");
    word("(\\S+) is greater than or equal to (\\S+)", "$1 is not valid; it must be below $2");
    word("(\\S+) is less than (\\S+)", "$1 is not valid; it must be at least $2");
    word("(\\S+) is greater than (\\S+)", "$1 is not valid; it must be at most $2");
    word("Instance does not match any of \\[(.*)]", "is none of $1");
    word("Instance does not match \"(.*)\"", "must be $1");
    word("String is too long \\((\\d+) > (\\d+)\\)", "has $1 characters; at most $2 are valid");
    word("String is too short \\((\\d+) < (\\d+)\\)", "has $1 characters; at least $2 are needed");
  }

  private SchemaMistakes() {}

  private static void word(String theirs, String ours) {
    WORDS.put(Pattern.compile(theirs), ours);
  }

  /**
   * The mistakes in the order in which they were found.
   *
   * @param field makes a name of a place such as {@code training.epochs}, which may be empty
   * @param form the regular expression that a parameter must match, where it is known
   */
  static List<Problem.FieldError> of(
      List<OutputUnit> told, UnaryOperator<String> field, Optional<String> form) {
    var found = new LinkedHashMap<String, Problem.FieldError>();
    var unknown = new ArrayList<String>();
    for (var unit : told) {
      var text = unit.getError();
      var place = place(unit);
      if (text == null || SUMMARY.matcher(text).matches()) {
        continue;
      }
      var missing = MISSING.matcher(text);
      if (UNKNOWN.matcher(text).matches()) {
        unknown.add(place);
      } else if (missing.matches()) {
        var name = place.isEmpty() ? missing.group(1) : place + "." + missing.group(1);
        found.putIfAbsent(name, error(field, name, "is missing"));
      } else {
        found.putIfAbsent(place, error(field, place, worded(text, form)));
      }
    }
    for (var place : unknown) {
      // What is known and wrong is told of as unknown, too.
      if (found.keySet().stream()
          .noneMatch(each -> each.equals(place) || each.startsWith(place + "."))) {
        found.put(place, error(field, place, "is not known here"));
      }
    }
    return List.copyOf(found.values());
  }

  private static Problem.FieldError error(UnaryOperator<String> field, String place, String words) {
    return new Problem.FieldError(field.apply(place), null, words);
  }

  private static String place(OutputUnit unit) {
    var location = unit.getInstanceLocation();
    return location == null ? "" : location.replaceFirst("^#?/?", "").replace('/', '.');
  }

  private static String worded(String text, Optional<String> form) {
    if (text.equals("String does not match pattern")) {
      return "is not valid; " + form.map("it must match "::concat).orElse("it has another form");
    }
    for (var each : WORDS.entrySet()) {
      var matcher = each.getKey().matcher(text);
      if (matcher.matches()) {
        return matcher.replaceFirst(each.getValue()).replace("\"", "").replaceAll(",(?=\\S)", ", ");
      }
    }
    return text;
  }
}
