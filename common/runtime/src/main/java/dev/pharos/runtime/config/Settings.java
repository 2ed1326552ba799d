package dev.pharos.runtime.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The settings of a process, from the strongest to the weakest: what the program overrides, the
 * command line ({@code --kafka.bootstrap-servers=...}), the environment ({@code
 * PHAROS_KAFKA_BOOTSTRAP_SERVERS}), a file ({@code --config FILE}), the program's defaults, and the
 * {@link Default} of a record component.
 *
 * <p>Where several services share a process, {@link #forService} gives each a view in which {@code
 * serving-gateway.http.port} is stronger than {@code http.port}.
 */
public final class Settings {
  private final List<SettingSource> sources;
  private final Optional<String> service;
  private final boolean shared;
  private final Set<String> known;
  private final Map<Object, String> prefixes;

  private Settings(
      List<SettingSource> sources,
      Optional<String> service,
      boolean shared,
      Set<String> known,
      Map<Object, String> prefixes) {
    this.sources = List.copyOf(sources);
    this.service = service;
    this.shared = shared;
    this.known = known;
    this.prefixes = prefixes;
  }

  private static Settings of(List<SettingSource> sources) {
    return new Settings(
        sources,
        Optional.empty(),
        false,
        ConcurrentHashMap.newKeySet(),
        Collections.synchronizedMap(new IdentityHashMap<>()));
  }

  /** Settings given by a program or a test, by their names. */
  public static Settings of(Map<String, String> values) {
    return of(List.of(new SettingSource.Named("given by the program", "", values)));
  }

  /**
   * Settings of a process.
   *
   * @param arguments {@code --key=value} for each setting, {@code --config FILE} for a file
   * @param environment all environment variables; those that begin with {@code PHAROS_} count
   * @param ignored variables that begin with {@code PHAROS_} and are not settings
   * @throws SettingsException when an argument or the file cannot be read
   */
  public static Settings load(
      List<String> arguments, Map<String, String> environment, Set<String> ignored) {
    return of(SettingsLoader.load(arguments, environment, ignored));
  }

  /** These settings with stronger values, which errors call {@code origin}. */
  public Settings withOverrides(String origin, Map<String, String> values) {
    var all = new ArrayList<SettingSource>(sources);
    all.add(0, new SettingSource.Named(origin, "", values));
    return with(all);
  }

  /** These settings with values for what nobody set; what no record asks for does not matter. */
  public Settings withDefaults(Map<String, String> values) {
    var all = new ArrayList<SettingSource>(sources);
    all.add(new SettingSource.Named("default", "", values));
    known.addAll(values.keySet());
    return with(all);
  }

  /**
   * A view for one of several services in this process; it leaves unknown settings to the whole.
   */
  public Settings forService(String name) {
    return new Settings(sources, Optional.of(name), shared, known, prefixes);
  }

  /** These settings, read by several programs: binding one leaves the others' settings alone. */
  public Settings shared() {
    return new Settings(sources, service, true, known, prefixes);
  }

  private Settings with(List<SettingSource> all) {
    return new Settings(all, service, shared, known, prefixes);
  }

  /**
   * The whole configuration of a service; its components are settings or records of settings.
   *
   * @throws SettingsException with everything that is wrong, unknown settings included unless these
   *     settings are {@link #shared}
   */
  public <T extends Record> T bind(Class<T> type) {
    var binder = new RecordBinder(this);
    var bound = binder.bind("", type);
    var errors = new ArrayList<>(binder.errors());
    if (!shared) {
      errors.addAll(unknown());
    }
    return requireNone(errors, bound);
  }

  /**
   * The settings below a prefix: {@code bind("http", HttpConfig.class)} reads {@code http.port}.
   *
   * @throws SettingsException with everything that is wrong
   */
  public <T extends Record> T bind(String prefix, Class<T> type) {
    var binder = new RecordBinder(this);
    var bound = binder.bind(prefix, type);
    return requireNone(binder.errors(), bound);
  }

  /**
   * Refuses settings that no record asked for.
   *
   * @throws SettingsException with every unknown setting
   */
  public void requireAllKnown() {
    requireNone(unknown(), null);
  }

  /**
   * The name of the setting behind a component of a bound record, for messages: {@code
   * keyOf(httpConfig, "port")} is {@code http.port}.
   */
  public String keyOf(Record bound, String component) {
    var prefix = prefixes.getOrDefault(bound, "");
    return prefix.isEmpty() ? component : prefix + "." + component;
  }

  /** The environment variable of a setting: {@code PHAROS_HTTP_PORT} for {@code http.port}. */
  public static String variableOf(String key) {
    return SettingSource.variable(key);
  }

  Optional<SettingSource.Found> find(String key) {
    for (var source : sources) {
      var own = service.flatMap(name -> source.find(name + "." + key));
      var found = own.isPresent() ? own : source.find(key);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  void know(String key) {
    known.add(key);
    service.ifPresent(name -> known.add(name + "." + key));
  }

  void remember(Object bound, String prefix) {
    var own = shared && service.isPresent() ? service.get() + "." : "";
    prefixes.put(bound, own + prefix);
  }

  private List<SettingError> unknown() {
    return sources.stream().flatMap(source -> source.unknown(known).stream()).toList();
  }

  private static <T> T requireNone(List<SettingError> errors, T bound) {
    if (!errors.isEmpty()) {
      throw new SettingsException(errors);
    }
    return bound;
  }
}
