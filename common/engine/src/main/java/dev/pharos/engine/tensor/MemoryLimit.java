package dev.pharos.engine.tensor;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How much memory the process may hold, from the system property {@value #PROPERTY} or from the
 * machine.
 */
public final class MemoryLimit {
  /** Bytes, or a number followed by k, m or g. */
  public static final String PROPERTY = "pharos.engine.memory";

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})([kmg]?)");
  private static final String UNITS = "kmg";

  private MemoryLimit() {}

  /**
   * The limit in bytes: what the property says, else nine tenths of the machine's or container's
   * memory.
   *
   * @throws IllegalArgumentException when the property is no size
   */
  public static long bytes() {
    var setting = System.getProperty(PROPERTY);
    return setting == null ? nineTenths() : parse(setting);
  }

  static long parse(String text) {
    var size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new IllegalArgumentException(
          PROPERTY
              + ": "
              + text
              + " is not valid; a number of bytes, or one followed by k, m or g, such as 8g");
    }
    int unit = size.group(2).isEmpty() ? 0 : UNITS.indexOf(size.group(2)) + 1;
    return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (10 * unit));
  }

  private static long nineTenths() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getTotalMemorySize() / 10 * 9;
  }
}
