package dev.pharos.platform.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times of the past: {@code 30m} ago, or {@code 2026-11-21T10:00:00Z}. */
final class PastTimeConverter implements ITypeConverter<Instant> {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  @Override
  public Instant convert(String text) {
    var ago = AGO.matcher(text);
    if (ago.matches()) {
      var number = Long.parseLong(ago.group(1));
      return Instant.now()
          .minus(
              switch (ago.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
              });
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'%s' is neither so long ago, such as 30m, 12h or 7d, nor a time such as 2026-11-21T10:00:00Z"
              .formatted(text));
    }
  }
}
