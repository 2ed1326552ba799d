package dev.pharos.systemtests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One reader's visit to the dashboard, who finds things by what they are called. */
final class Visit implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final List<String> errors = new CopyOnWriteArrayList<>();

  private Visit(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.onPageError(errors::add);
    page.onConsoleMessage(
        message -> {
          // An answer such as 404 or 422 is told to the reader; the browser's own line about it is
          // no error of ours.
          if (message.type().equals("error")
              && !message.text().startsWith("Failed to load resource")) {
            errors.add(message.text());
          }
        });
  }

  static Visit open(Browser browser) {
    var options = new Browser.NewContextOptions().setViewportSize(1280, 860);
    var context = browser.newContext(options);
    context.setDefaultTimeout(Chromium.PATIENCE);
    return new Visit(context);
  }

  Page page() {
    return page;
  }

  /** Goes to an address of a server, as a reader who types it. */
  Visit to(String server, String path) {
    page.navigate(server + path);
    return this;
  }

  /** Makes the window as narrow as a phone. */
  Visit onAPhone() {
    page.setViewportSize(375, 800);
    return this;
  }

  Locator button(String name) {
    return byRole(AriaRole.BUTTON, name);
  }

  Locator link(String name) {
    return byRole(AriaRole.LINK, name);
  }

  Locator tab(String name) {
    return byRole(AriaRole.TAB, name);
  }

  Locator heading(String name) {
    return byRole(AriaRole.HEADING, name);
  }

  /** A field by its whole label. */
  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  Locator text(String text) {
    return page.getByText(text);
  }

  /** The element that has the focus. */
  Locator focused() {
    return page.locator(":focus");
  }

  /** What a script of the page throws or complains of, policy violations too. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** Whether the page is wider than the window, so that readers would have to scroll sideways. */
  boolean scrollsSideways() {
    return (Boolean)
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  private Locator byRole(AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Override
  public void close() {
    context.close();
  }
}
