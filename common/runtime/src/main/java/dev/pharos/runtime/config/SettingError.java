package dev.pharos.runtime.config;

/**
 * One thing that is wrong with the settings.
 *
 * @param key the setting, such as {@code http.port}
 * @param origin where the value came from, such as {@code environment variable PHAROS_HTTP_PORT}
 * @param value the refused value, stars for a secret; {@code null} where there was none
 * @param message what is wrong and what would be valid
 */
public record SettingError(String key, String origin, String value, String message) {

  @Override
  public String toString() {
    return value == null
        ? "%s: %s".formatted(key, message)
        : "%s = '%s' (%s): %s".formatted(key, value, origin, message);
  }
}
