package dev.pharos.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What time is told by. */
public enum Clock {
  /** The clock on the wall: what users wait for, told truly by a machine that does nothing else. */
  WALL,
  /**
   * The processor time of the whole process: what the work costs, whatever else the machine does.
   * Threads that wait for each other in a loop cost too, so it compares best on one core.
   */
  CPU;

  /** The time it tells. */
  public long nanos() {
    return this == WALL ? System.nanoTime() : OperatingSystem.BEAN.getProcessCpuTime();
  }

  /** The peer's word for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static final class OperatingSystem {
    static final OperatingSystemMXBean BEAN =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }
}
