package dev.pharos.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A place that settings come from. */
sealed interface SettingSource {

  /** A value and where it came from, in words. */
  record Found(String value, String origin) {}

  /** The value of a setting here, if there is one. */
  Optional<Found> find(String key);

  /** An error for everything here that no record asked for. */
  List<SettingError> unknown(Set<String> known);

  /** The name of the environment variable of a setting. */
  static String variable(String key) {
    return Environment.PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Settings by their own names: a file, the command line, values given by the program. */
  record Named(String origin, String decoration, Map<String, String> values)
      implements SettingSource {

    public Named {
      values = new TreeMap<>(values);
    }

    @Override
    public Optional<Found> find(String key) {
      return Optional.ofNullable(values.get(key))
          .map(value -> new Found(value, origin + decoration(key)));
    }

    @Override
    public List<SettingError> unknown(Set<String> known) {
      var errors = new ArrayList<SettingError>();
      for (var key : values.keySet()) {
        if (!known.contains(key)) {
          // The value may be a secret under a misspelt name, so it is not repeated.
          errors.add(
              new SettingError(
                  key, origin, null, unknownText(origin + decoration(key), key, known)));
        }
      }
      return errors;
    }

    private String decoration(String key) {
      return decoration.isEmpty() ? "" : " " + decoration + key;
    }
  }

  /** Environment variables, {@code PHAROS_HTTP_PORT} for {@code http.port}. Empty means unset. */
  record Environment(Map<String, String> variables, Set<String> ignored) implements SettingSource {
    static final String PREFIX = "PHAROS_";

    public Environment {
      variables = new TreeMap<>(variables);
      variables.keySet().removeIf(name -> !name.startsWith(PREFIX));
      variables.values().removeIf(String::isBlank);
      ignored = Set.copyOf(ignored);
    }

    @Override
    public Optional<Found> find(String key) {
      var name = variable(key);
      return Optional.ofNullable(variables.get(name))
          .map(value -> new Found(value, "environment variable " + name));
    }

    @Override
    public List<SettingError> unknown(Set<String> known) {
      var names = known.stream().map(SettingSource::variable).collect(Collectors.toSet());
      var errors = new ArrayList<SettingError>();
      for (var name : variables.keySet()) {
        if (!names.contains(name) && !ignored.contains(name)) {
          errors.add(
              new SettingError(
                  name, "environment", null, unknownText("environment variable", name, names)));
        }
      }
      return errors;
    }
  }

  private static String unknownText(String origin, String name, Set<String> known) {
    return "unknown setting (%s)%s"
        .formatted(
            origin, Spelling.nearest(name, known).map("; did you mean %s?"::formatted).orElse(""));
  }
}
