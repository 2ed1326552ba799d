package dev.pharos.systemtests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import dev.pharos.systemtests.PlatformProcess;
import dev.pharos.systemtests.SharedPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the dashboard on the shared platform, where a run has been {@link Trained}; each test
 * has a visit of its own, and no script may complain during it.
 */
@BrowserTest
@ExtendWith(SharedPlatform.class)
abstract class OnPlatform {
  private static final double MINUTES = 60_000;

  static PlatformProcess platform;
  static Trained trained;
  Visit visit;

  @BeforeAll
  static void train(PlatformProcess shared) {
    platform = shared;
    trained = Trained.on(shared.client());
  }

  @BeforeEach
  void open(Visit visit) {
    this.visit = visit;
  }

  @AfterEach
  void noScriptComplained() {
    assertThat(visit.errors()).isEmpty();
  }

  /** Goes to an address of the platform. */
  final void go(String path) {
    visit.to(platform.url(), path);
  }

  /** The state of the run or sweep whose page it is. */
  final Locator state() {
    return visit.page().locator(".page-head .pill");
  }

  static ContainsTextOptions within(double minutes) {
    return new ContainsTextOptions().setTimeout(minutes * MINUTES);
  }
}
