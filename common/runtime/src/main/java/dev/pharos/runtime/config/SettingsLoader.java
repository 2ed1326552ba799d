package dev.pharos.runtime.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Reads the command line, the environment and the file into sources, strongest first. */
final class SettingsLoader {
  private static final String CONFIG = "config";

  private final List<SettingError> errors = new ArrayList<>();
  private final Map<String, String> arguments = new LinkedHashMap<>();

  private SettingsLoader() {}

  static List<SettingSource> load(
      List<String> arguments, Map<String, String> variables, Set<String> ignored) {
    var loader = new SettingsLoader();
    loader.parse(arguments);
    var environment = new SettingSource.Environment(without(variables), ignored);
    var file = loader.arguments.remove(CONFIG);
    var sources = new ArrayList<SettingSource>();
    sources.add(new SettingSource.Named("command line", "--", loader.arguments));
    sources.add(environment);
    if (file == null) {
      file = variables.getOrDefault(SettingSource.variable(CONFIG), "");
    }
    if (!file.isBlank()) {
      sources.add(new SettingSource.Named(file, "", loader.read(Path.of(file))));
    }
    if (!loader.errors.isEmpty()) {
      throw new SettingsException(loader.errors);
    }
    return sources;
  }

  private static Map<String, String> without(Map<String, String> variables) {
    var others = new LinkedHashMap<>(variables);
    others.remove(SettingSource.variable(CONFIG));
    return others;
  }

  private void parse(List<String> given) {
    for (var i = 0; i < given.size(); i++) {
      var argument = given.get(i);
      var equals = argument.indexOf('=');
      if (argument.equals("--" + CONFIG) && i + 1 < given.size()) {
        arguments.put(CONFIG, given.get(++i));
      } else if (argument.startsWith("--") && equals > 2) {
        arguments.put(argument.substring(2, equals), argument.substring(equals + 1));
      } else {
        errors.add(
            new SettingError(
                argument, "command line", null, "must have the form --key=value or --config FILE"));
      }
    }
  }

  private Map<String, String> read(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      errors.add(
          new SettingError(
              CONFIG,
              "command line",
              file.toString(),
              "must be a readable .properties file: " + e));
    }
    var values = new LinkedHashMap<String, String>();
    properties
        .stringPropertyNames()
        .forEach(key -> values.put(key, properties.getProperty(key).strip()));
    return values;
  }
}
