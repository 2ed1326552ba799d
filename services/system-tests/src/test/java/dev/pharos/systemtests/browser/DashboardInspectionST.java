package dev.pharos.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.nio.file.Files;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** How people look into networks and compare them, on a real platform. */
class DashboardInspectionST extends OnPlatform {
  private static final double LIMIT = 120_000;

  @Test
  void anOcclusionIsAskedForOnTheRunsPageAndComesWithItsInput() throws Exception {
    go("/runs/" + trained.run());
    visit.tab("Inside").click();
    visit.field("Look at").selectOption("occlusion");
    visit.field("Side of the square").fill("8");
    visit.field("Stride").fill("8");
    visit.button("Look").click();

    var card = card("Occlusion map");
    assertThat(card).containsText("Succeeded", within());
    assertThat(card.locator("figcaption")).hasText("Input");
    assertThat(card).containsText("Nothing covered");
    for (var picture : card.locator("img").all()) {
      picture.scrollIntoViewIfNeeded();
      picture.evaluate("img => img.decode()");
    }
    var download =
        visit.page().waitForDownload(() -> card.locator("a[download$='occlusion.png']").click());
    try (var bytes = Files.newInputStream(download.path())) {
      assertThat(ImageIO.read(bytes)).isNotNull();
    }

    visit.field("Class").fill("moon");
    visit.button("Look").click();
    assertThat(visit.page().locator("problem-note")).containsText("class 'moon' does not exist");
    visit.onAPhone();
    assertThat(visit.scrollsSideways()).isFalse();
  }

  @Test
  void aVersionIsEvaluatedOnTheModelsPage() {
    go("/models/" + Trained.MODEL);
    visit.field("Look at").selectOption("evaluation");
    visit.field("Of each image").selectOption("ten");
    visit.button("Look").click();

    var card = card("Evaluation");
    assertThat(card).containsText("Succeeded", within());
    assertThat(card).containsText("Top-1 error");
    // The card's own heading is of the third level, so what it holds has none above.
    assertThat(card.locator("h4").first()).isVisible();
    assertThat(card.locator("h2")).hasCount(0);
    assertThat(card.locator("tbody").first().locator("tr")).hasCount(10);
    assertThat(card.locator("canvas"))
        .hasAttribute("aria-label", Pattern.compile("model: .*perfect: .*"));
    assertThat(card.locator("confusion-matrix .matrix")).isVisible();
    var nothingWrong = card.getByText("No image was taken for another class.");
    assertThat(card.locator(".mistakes li").or(nothingWrong).first()).isVisible();
    visit.onAPhone();
    assertThat(visit.scrollsSideways()).isFalse();
  }

  @Test
  void aComparisonBecomesAnExperimentWithOneChart() {
    go("/new?dataset=" + Trained.DATASET + "&network=lenet5");
    visit.field("Epochs").fill("1");
    visit.field("Runs").selectOption("relu-tanh");
    assertThat(visit.page().locator("pre").first()).containsText("./pharos compare relu-tanh");
    visit.button("Submit").click();

    assertThat(visit.page()).hasURL(Pattern.compile("/compare\\?run=[^&]+&run=[^&]+$"));
    var table = visit.page().locator("main");
    assertThat(table).containsText("relu: lenet5 on " + Trained.DATASET);
    assertThat(table).containsText("tanh: lenet5 on " + Trained.DATASET);
    assertThat(visit.page().locator("canvas[aria-label*='tanh: ']").first())
        .isVisible(new IsVisibleOptions().setTimeout(LIMIT));
  }

  private Locator card(String title) {
    return visit
        .page()
        .locator("network-views article")
        .filter(new Locator.FilterOptions().setHas(visit.heading(title)))
        .first();
  }

  private static ContainsTextOptions within() {
    return new ContainsTextOptions().setTimeout(LIMIT);
  }
}
