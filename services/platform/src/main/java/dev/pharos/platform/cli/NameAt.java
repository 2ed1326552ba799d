package dev.pharos.platform.cli;

import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A thing by name and, after an {@code @}, one of its versions: {@code digits}, {@code digits@3},
 * {@code digits@champion}.
 *
 * @param name the name
 * @param at what stands after the {@code @}; empty if nothing does
 */
record NameAt(String name, Optional<String> at) {

  /** The version, if a number stands after the {@code @}. */
  Optional<Integer> version() {
    return at.filter(text -> text.matches("[1-9][0-9]{0,8}")).map(Integer::valueOf);
  }

  /** The alias, if something else than a number stands after the {@code @}. */
  Optional<String> alias() {
    return version().isPresent() ? Optional.empty() : at;
  }

  @Override
  public String toString() {
    return name + at.map(text -> "@" + text).orElse("");
  }

  /** Reads {@code NAME} and {@code NAME@VERSION}. */
  static final class Converter implements ITypeConverter<NameAt> {
    @Override
    public NameAt convert(String text) {
      var parts = text.split("@", -1);
      if (parts.length > 2 || text.startsWith("@") || text.endsWith("@") || text.isBlank()) {
        throw new TypeConversionException(
            "'%s' is not a name such as digits, digits@3 or digits@champion".formatted(text));
      }
      return new NameAt(parts[0], parts.length == 2 ? Optional.of(parts[1]) : Optional.empty());
    }
  }
}
