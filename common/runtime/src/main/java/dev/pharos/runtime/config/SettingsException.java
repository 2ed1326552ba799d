package dev.pharos.runtime.config;

import dev.pharos.runtime.StartException;
import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used; carries everything that is wrong with them. */
public final class SettingsException extends StartException {
  private static final long serialVersionUID = 1L;

  private final transient List<SettingError> errors;

  /** Reports all errors, one on each line. */
  public SettingsException(List<SettingError> errors) {
    super(describe(errors));
    this.errors = List.copyOf(errors);
  }

  /** What is wrong, in the order found. */
  public List<SettingError> errors() {
    return errors;
  }

  private static String describe(List<SettingError> errors) {
    if (errors.size() == 1) {
      return "a setting is wrong: " + errors.get(0);
    }
    return errors.stream()
        .map(error -> "\n  " + error)
        .collect(Collectors.joining("", errors.size() + " settings are wrong:", ""));
  }
}
