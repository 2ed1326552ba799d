package dev.pharos.platform.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, sizes and times as people read them. */
public final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Words() {}

  /** A whole number with its thousands apart: 62,378,344. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A share from 0 to 1 in per cent; a dash where there is none yet. */
  public static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }

  /** A metric with four digits; a dash where there is none yet. */
  public static String value(double number) {
    return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%.4g", number);
  }

  /** Bytes in the unit that suits them. */
  public static String bytes(long bytes) {
    var units = "kMGTPE";
    var amount = (double) bytes;
    var unit = -1;
    while (amount >= 999.95 && unit < units.length() - 1) {
      amount /= 1000;
      unit++;
    }
    return unit < 0
        ? bytes + " B"
        : String.format(Locale.ROOT, "%.1f %cB", amount, units.charAt(unit));
  }

  /** A duration such as 0:07, 12:30 or 3:05:09. */
  public static String clock(Duration duration) {
    var seconds = Math.max(0, Math.round(duration.toMillis() / 1000.0));
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** An instant in the user's time zone; a dash where there is none yet. */
  public static String time(Instant instant) {
    return instant == null ? "-" : TIME.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** A noun with its number: 1 image, 2 images. */
  public static String plural(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }
}
