package dev.pharos.runtime.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fills records from settings and collects what is wrong on the way. */
final class RecordBinder {
  private static final Pattern CAMEL_HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private final Settings settings;
  private final List<SettingError> errors = new ArrayList<>();

  RecordBinder(Settings settings) {
    this.settings = settings;
  }

  List<SettingError> errors() {
    return errors;
  }

  /** A record of the settings below {@code prefix}, or null when something is wrong with them. */
  <T> T bind(String prefix, Class<T> type) {
    var components = type.getRecordComponents();
    var values = new Object[components.length];
    var errorsBefore = errors.size();
    for (var i = 0; i < components.length; i++) {
      values[i] = component(key(prefix, components[i].getName()), components[i]);
    }
    if (errors.size() > errorsBefore) {
      return null;
    }
    try {
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      var instance = constructor.newInstance(values);
      settings.remember(instance, prefix);
      return instance;
    } catch (InvocationTargetException e) {
      refused(prefix, components, e.getCause());
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot create " + type.getName(), e);
    }
  }

  private Object component(String key, RecordComponent component) {
    var type = component.getGenericType();
    if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
      return optional(key, optional.getActualTypeArguments()[0]);
    }
    if (component.getType().isRecord()) {
      return bind(key, component.getType());
    }
    settings.know(key);
    var found = settings.find(key);
    if (found.isPresent()) {
      return convert(key, found.get(), type);
    }
    var standard = component.getAnnotation(Default.class);
    if (standard != null) {
      return Conversion.convert(standard.value(), type);
    }
    errors.add(
        new SettingError(
            key,
            "nowhere",
            null,
            "is required; set it with --%s=... or the environment variable %s"
                .formatted(key, SettingSource.variable(key))));
    return null;
  }

  private Optional<?> optional(String key, Type type) {
    if (type instanceof Class<?> c && c.isRecord()) {
      know(key, c);
      return hasAny(key, c) ? Optional.ofNullable(bind(key, c)) : Optional.empty();
    }
    settings.know(key);
    return settings
        .find(key)
        .filter(found -> !found.value().isBlank())
        .map(found -> convert(key, found, type));
  }

  private void know(String prefix, Class<?> type) {
    for (var component : type.getRecordComponents()) {
      settings.know(key(prefix, component.getName()));
    }
  }

  private boolean hasAny(String prefix, Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .anyMatch(component -> settings.find(key(prefix, component.getName())).isPresent());
  }

  private Object convert(String key, SettingSource.Found found, Type type) {
    try {
      return Conversion.convert(found.value(), type);
    } catch (IllegalArgumentException e) {
      errors.add(new SettingError(key, found.origin(), found.value(), e.getMessage()));
      return null;
    }
  }

  private void refused(String prefix, RecordComponent[] components, Throwable cause) {
    if (cause instanceof Requirements.ViolatedException violated) {
      for (var violation : violated.violations()) {
        var key = key(prefix, violation.component());
        var origin = settings.find(key).map(SettingSource.Found::origin).orElse("default");
        errors.add(
            new SettingError(key, origin, String.valueOf(violation.value()), violation.message()));
      }
    } else if (cause instanceof RuntimeException) {
      var names = Arrays.stream(components).map(c -> key("", c.getName())).toList();
      var subject = prefix.isEmpty() ? String.join(", ", names) : prefix + ".*";
      errors.add(new SettingError(subject, "settings", null, cause.getMessage()));
    } else {
      throw (Error) cause;
    }
  }

  private static String key(String prefix, String component) {
    var name = String.join("-", CAMEL_HUMP.split(component)).toLowerCase(Locale.ROOT);
    return prefix.isEmpty() ? name : prefix + "." + name;
  }
}
