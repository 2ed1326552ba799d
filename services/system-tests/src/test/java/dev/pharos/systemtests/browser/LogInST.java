package dev.pharos.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.systemtests.Pharos;
import dev.pharos.systemtests.PlatformProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform with a token lets in those who know it. */
@BrowserTest
class LogInST {
  private static final String TOKEN = "a-token-of-the-browser-tests-0123456789";

  @Test
  void theTokenOpensTheDashboardUntilTheLogOut(@TempDir Path home, Visit visit) {
    try (var platform =
        PlatformProcess.start(
            Pharos.bare().with("PHAROS_API_TOKEN", TOKEN), home.resolve("data"))) {
      visit.to(platform.url(), "/models");
      assertThat(visit.field("Token")).isFocused();
      visit.field("Token").fill("not it");
      visit.button("Log in").click();
      assertThat(visit.text("This is not the token of this platform.")).isVisible();

      visit.field("Token").fill(TOKEN);
      visit.page().keyboard().press("Enter");
      assertThat(visit.heading("No registered models yet")).isVisible();
      assertThat(visit.text("Live")).isVisible();
      assertThat(visit.page().evaluate("document.cookie"))
          .as("what scripts see of the cookie")
          .isEqualTo("");

      visit.page().reload();
      assertThat(visit.heading("No registered models yet")).isVisible();
      visit.button("Log out").click();
      assertThat(visit.field("Token")).isFocused();
      visit.page().reload();
      assertThat(visit.field("Token")).isVisible();
    }
  }
}
