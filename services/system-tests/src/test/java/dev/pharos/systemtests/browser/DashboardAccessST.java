package dev.pharos.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard without a mouse, without eyes, and on a phone. */
class DashboardAccessST extends OnPlatform {
  /** What a screen reader could not name or find; a list of complaints. */
  private static final String COMPLAINTS =
      """
      () => {
        const complaints = [];
        const one = (selector) => {
          const count = document.querySelectorAll(selector).length;
          if (count !== 1) complaints.push(`${count} of ${selector}`);
        };
        ['main', 'h1', 'header nav', 'a.skip', 'html[lang]', 'title'].forEach(one);
        const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
        ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => complaints.push(`id ${id} twice`));
        const text = (id) => document.getElementById(id)?.textContent.trim();
        const named = (element) =>
          element.getAttribute('aria-label') || element.textContent.trim() || element.getAttribute('title') ||
          [...(element.labels ?? [])].some((label) => label.textContent.trim()) ||
          [...element.querySelectorAll('img')].some((image) => image.alt.trim()) ||
          (element.getAttribute('aria-labelledby') ?? '').split(' ').some(text);
        for (const element of document.querySelectorAll('button, a, input, select, textarea, [role=tab], [role=progressbar], canvas, dialog')) {
          const control = element.matches('input, select, textarea');
          const name = control
            ? element.getAttribute('aria-label') || [...element.labels].some((label) => label.textContent.trim())
            : named(element);
          if (!name) complaints.push(`no name: ${element.outerHTML.slice(0, 120)}`);
        }
        document.querySelectorAll('img:not([alt])').forEach((image) => complaints.push(`no alt: ${image.src}`));
        document.querySelectorAll('table').forEach((table) => {
          if (!table.querySelector('th')) complaints.push(`no headings: ${table.className}`);
        });
        for (const attribute of ['aria-describedby', 'aria-labelledby', 'aria-controls', 'for']) {
          for (const element of document.querySelectorAll(`[${attribute}]`)) {
            for (const id of element.getAttribute(attribute).split(' ')) {
              if (!document.getElementById(id)) complaints.push(`${attribute} to nothing: ${id}`);
            }
          }
        }
        const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map((heading) => Number(heading.tagName[1]));
        levels.forEach((level, i) => {
          if (i > 0 && level > levels[i - 1] + 1) complaints.push(`h${level} after h${levels[i - 1]}`);
        });
        return complaints;
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/runs",
        "/runs/RUN",
        "/runs/RUN?tab=logs",
        "/runs/RUN?tab=test",
        "/runs/RUN?tab=job",
        "/queue",
        "/rules",
        "/new-rule",
        "/compare?run=RUN",
        "/new",
        "/new?network=pattern",
        "/sweeps",
        "/new-sweep",
        "/networks",
        "/networks/googlenet",
        "/datasets",
        "/datasets/browser-digits",
        "/datasets/browser-digits/augment",
        "/import",
        "/models",
        "/models/browser-model",
        "/classify",
        "/platform",
        "/dead-letters",
        "/nowhere"
      })
  void everyPageHasNamesLandmarksAndFitsAPhone(String path) {
    visit.onAPhone().to(platform.url(), path.replace("RUN", trained.run()));
    assertThat(visit.page().locator("main h1")).isVisible();
    assertThat(visit.page().locator("main .skeleton")).hasCount(0);

    assertThat(visit.page().evaluate(COMPLAINTS)).isEqualTo(List.of());
    assertThat(visit.scrollsSideways()).as("scrolls sideways at 375 pixels").isFalse();
    assertThat(visit.errors()).isEmpty();
  }

  @Test
  void theKeyboardAloneIsEnough() {
    go("/runs");
    assertThat(visit.heading("Runs")).isVisible();
    press("Tab");
    assertThat(visit.focused()).hasText("Skip to the content");
    press("Enter");
    assertThat(visit.page().locator("main")).isFocused();

    visit.link("New run").focus();
    press("Enter");
    assertThat(visit.heading("New run")).isFocused();
    visit.page().locator("input[type=radio]:checked").focus();
    press("ArrowDown");
    assertThat(visit.page().locator("pre").last()).containsText("alexnet");
    press("ArrowUp");
    visit.field("Data set (required)").focus();
    visit.page().keyboard().type(Trained.DATASET);
    visit.field("Epochs").focus();
    visit.page().keyboard().press("Control+A");
    visit.page().keyboard().type("1");
    press("Enter");
    assertThat(visit.heading("lenet5 on " + Trained.DATASET)).isFocused();

    visit.tab("Curves").focus();
    press("ArrowRight");
    assertThat(visit.tab("Log")).isFocused();
    assertThat(visit.page().locator("log-view")).isVisible();
    press("End");
    assertThat(visit.tab("Job")).isFocused();
  }

  @Test
  void aDialogKeepsTheFocusAndGivesItBack() {
    go("/models/" + Trained.MODEL);
    visit.button("Promote version 1").focus();
    press("Enter");
    assertThat(visit.page().locator("dialog[open]")).isVisible();
    for (int i = 0; i < 6; i++) {
      press("Tab");
      assertThat(visit.page().evaluate("!document.activeElement.closest('main')")).isEqualTo(true);
    }
    press("Escape");
    assertThat(visit.page().locator("dialog")).hasCount(0);
    assertThat(visit.button("Promote version 1")).isFocused();
  }

  private void press(String key) {
    visit.page().keyboard().press(key);
  }
}
