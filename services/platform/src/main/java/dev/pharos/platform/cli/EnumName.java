package dev.pharos.platform.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an enum value by the name it has in a job: {@code crop-mirror} for CROP_MIRROR. */
final class EnumName<E extends Enum<E>> implements ITypeConverter<E> {
  private final Class<E> type;

  EnumName(Class<E> type) {
    this.type = type;
  }

  @Override
  public E convert(String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> of(value).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s"
                        .formatted(
                            text,
                            Arrays.stream(type.getEnumConstants())
                                .map(EnumName::of)
                                .collect(Collectors.joining(", ")))));
  }

  /** The name of a value on the command line. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
