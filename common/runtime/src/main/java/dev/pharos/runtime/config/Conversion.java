package dev.pharos.runtime.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the text of a setting into the type of a record component. */
final class Conversion {
  private static final Pattern SIMPLE_DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

  private Conversion() {}

  /**
   * Converts a text.
   *
   * @throws IllegalArgumentException that says what would be valid
   */
  static Object convert(String text, Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return elements(text, list.getActualTypeArguments()[0]);
    }
    if (type == String.class) {
      return text;
    } else if (type == Secret.class) {
      return Secret.of(text);
    } else if (type == int.class || type == Integer.class) {
      return valid(() -> Integer.valueOf(text.strip()), "must be a whole number");
    } else if (type == long.class || type == Long.class) {
      return valid(() -> Long.valueOf(text.strip()), "must be a whole number");
    } else if (type == double.class || type == Double.class) {
      return valid(() -> Double.valueOf(text.strip()), "must be a number");
    } else if (type == boolean.class || type == Boolean.class) {
      return bool(text.strip());
    } else if (type == Duration.class) {
      return duration(text.strip());
    } else if (type == Path.class) {
      return path(text);
    } else if (type == URI.class) {
      return valid(() -> URI.create(text.strip()), "must be a URI");
    } else if (type instanceof Class<?> c && c.isEnum()) {
      return constant(text.strip(), c);
    }
    throw new IllegalStateException("settings cannot be of type " + type.getTypeName());
  }

  private static List<?> elements(String text, Type type) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .map(element -> convert(element, type))
        .toList();
  }

  private static Object bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private static Duration duration(String text) {
    var simple = SIMPLE_DURATION.matcher(text);
    if (!simple.matches()) {
      return valid(() -> Duration.parse(text), "must be a duration such as 500ms, 30s, 5m or PT1H");
    }
    var amount = valid(() -> Long.parseLong(simple.group(1)), "is too long");
    return switch (simple.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Path path(String text) {
    var home = System.getProperty("user.home");
    return valid(
        () ->
            text.equals("~") || text.startsWith("~/")
                ? Path.of(home + text.substring(1))
                : Path.of(text),
        "must be a path");
  }

  private static Object constant(String text, Class<?> type) {
    var constants = (Enum<?>[]) type.getEnumConstants();
    for (var constant : constants) {
      if (constant.name().equalsIgnoreCase(text.replace('-', '_'))) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        Arrays.stream(constants)
            .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(", ", "must be one of ", "")));
  }

  private interface Parser<T> {
    T parse();
  }

  private static <T> T valid(Parser<T> parser, String requirement) {
    try {
      return parser.parse();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(requirement, e);
    }
  }
}
