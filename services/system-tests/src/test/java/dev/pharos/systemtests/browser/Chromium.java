package dev.pharos.systemtests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.pharos.testkit.TemporaryFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser that all browser tests of a build share; it reaches nothing but this machine. */
final class Chromium implements AutoCloseable {
  static final String MISSING =
      "no Chromium was found: install one (apt-get install chromium), or name it in PHAROS_CHROMIUM";

  private static final List<String> USUAL_PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/snap/bin/chromium",
          "/Applications/Chromium.app/Contents/MacOS/Chromium",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  /** How long is waited for what must come, in milliseconds: long enough for a machine at work. */
  static final int PATIENCE = 20_000;

  private final Path temporary;
  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path temporary, Playwright playwright, Browser browser) {
    this.temporary = temporary;
    this.playwright = playwright;
    this.browser = browser;
  }

  /** The Chromium of this machine, if there is one. */
  static Optional<Path> find() {
    return Stream.concat(Stream.ofNullable(System.getenv("PHAROS_CHROMIUM")), USUAL_PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start(Path executable) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    // A browser leaves folders where it keeps what is temporary.
    var temporary = TemporaryFolders.untilTheEnd("chromium");
    var environment =
        Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "TMPDIR", temporary.toString());
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    try {
      return new Chromium(temporary, playwright, playwright.chromium().launch(options(executable)));
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  private static BrowserType.LaunchOptions options(Path executable) {
    return new BrowserType.LaunchOptions()
        .setExecutablePath(executable)
        .setArgs(
            List.of(
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--proxy-server=direct://",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"));
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    TemporaryFolders.delete(temporary);
  }
}
