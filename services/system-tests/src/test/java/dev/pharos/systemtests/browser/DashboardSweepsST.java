package dev.pharos.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Sweeps that are asked for, watched and ended on the dashboard of a real platform. */
class DashboardSweepsST extends OnPlatform {
  @Test
  void aSweepIsSubmittedThroughTheFormAndWatchedToItsBest() {
    form();
    visit.field("Epochs").fill("2");
    var rate = row("Learning rate");
    rate.getByLabel("From").fill("0.001");
    rate.getByLabel("To", exact()).fill("0.02");
    visit.button("Vary another parameter").click();
    assertThat(row("Batch size").getByLabel("Parameter")).isFocused();
    row("Batch size").getByLabel("Values").fill("32, 64");
    method("Successive halving").check();
    visit.field("Trials").fill("4");
    visit.field("Divisor").fill("2");
    visit.field("Register the best as").fill("browser-sweep");
    visit.field("Name").fill("from the sweep form");

    // Rungs of 1 and 2 epochs: 4 + 2 of all 8.
    assertThat(summary().locator(".tiles")).containsText("≈ 6");
    assertThat(summary().locator(".tiles")).containsText("instead of 8");
    assertThat(summary().locator(".ladder tr")).hasCount(2);
    assertThat(summary()).containsText("--vary learningRate=0.001..0.02:log");
    visit.button("Submit the sweep").click();

    assertThat(visit.heading("from the sweep form")).isVisible();
    assertThat(state()).containsText("Succeeded", within(4));
    assertThat(visit.page().locator("sweep-page")).containsText("The best so far is trial");
    assertThat(visit.link("browser-sweep v1")).isVisible();
    assertThat(visit.page().locator(".parallel-line")).hasCount(4);
  }

  @Test
  void aRunThatIsNotSubmittedYetBecomesAGridThatTellsItsSizeAsItIsWritten() {
    go("/new?network=lenet5&dataset=" + Trained.DATASET);
    visit.field("Epochs").fill("7");
    visit.link("Try many of them").click();
    assertThat(visit.heading("New sweep")).isFocused();
    assertThat(visit.field("Epochs")).hasValue("7");
    assertThat(visit.field("Data set (required)")).hasValue(Trained.DATASET);
    method("Grid").check();
    var rate = row("Learning rate");
    rate.getByLabel("Values").selectOption("count");
    rate.getByLabel("How many").fill("4");
    assertThat(rate).containsText("4 values: 0.0001, 0.001, 0.01, 0.1");
    visit.button("Vary another parameter").click();
    row("Batch size").getByLabel("Parameter").selectOption("training.optimizer");
    row("Optimizer").getByLabel("Adam").check();

    assertThat(summary().locator(".tiles")).containsText("8");
    assertThat(summary().locator(".tiles")).containsText("4 × 2");
    assertThat(summary().locator(".tiles")).containsText("56");
    row("Optimizer").getByLabel("Adam").uncheck();
    assertThat(summary().locator(".tiles")).not().containsText("4 × 2");
  }

  @Test
  void aRunThatWasTrainedIsWhatASweepBeginsWith() {
    go("/new-sweep?from=" + trained.run());
    assertThat(visit.field("Epochs")).hasValue("5");
    assertThat(visit.field("Register the best as")).hasValue(Trained.MODEL);
    assertThat(summary()).not().containsText("\"name\": \"lenet5 on");
  }

  @Test
  void whatCannotBeRightIsToldBesideItsField() {
    form();
    method("Grid").check();
    var rate = row("Learning rate");
    rate.getByLabel("From").fill("0.5");
    visit.field("At the same time").fill("0");
    visit.button("Submit the sweep").click();

    assertThat(rate.getByLabel("To", exact())).isFocused();
    assertThat(rate.getByLabel("To", exact()))
        .hasAccessibleDescription(Pattern.compile("0.1 is not above 0.5"));
    assertThat(rate.getByLabel("Values"))
        .hasAccessibleDescription(Pattern.compile("needs a number of values"));
    assertThat(visit.field("At the same time")).hasAttribute("aria-invalid", "true");
    assertThat(visit.page()).hasURL(Pattern.compile("/new-sweep$"));
  }

  @Test
  void whatThePlatformRefusesIsToldBesideTheFieldToo() {
    form();
    // The page itself does not know what a rate may be, nor how the parts of a job are called.
    row("Learning rate").getByLabel("To", exact()).fill("5000");
    visit.button("Vary another parameter").click();
    row("Batch size").getByLabel("Parameter").selectOption("");
    row("Another place…").getByLabel("Its place in the job").fill("training.velocity");
    row("training.velocity").getByLabel("Values").fill("1, 2");
    visit.button("Submit the sweep").click();

    assertThat(row("Learning rate").getByLabel("To", exact())).isFocused();
    assertThat(row("Learning rate").getByLabel("To", exact()))
        .hasAccessibleDescription(Pattern.compile("5000"));
    assertThat(row("training.velocity").getByLabel("Its place in the job"))
        .hasAttribute("aria-invalid", "true");
  }

  @Test
  void aSweepIsPausedEndedAndSubmittedAgain() {
    var parameters = Map.of("training.learningRate", Map.of("values", new double[] {0.001, 0.01}));
    var job =
        Map.of(
            "network", Map.of("name", "lenet5"),
            "dataset", Map.of("name", Trained.DATASET),
            "training", Map.of("epochs", 50_000));
    var sweep = Map.of("name", "endless", "job", job, "parameters", parameters, "method", "grid");
    var id = platform.client().post("/v1/sweeps", sweep).body().path("id").asText();
    go("/sweeps/" + id);
    visit.button("Pause").click();
    assertThat(state()).containsText("Paused", within(1));
    visit.button("Resume").click();
    assertThat(state()).containsText("Running", within(1));
    visit.button("Cancel…").click();
    visit.button("Cancel the sweep").click();
    assertThat(state()).containsText("Cancelled", within(1));

    visit.link("Submit again…").click();
    assertThat(visit.field("Epochs")).hasValue("50000");
    assertThat(method("Grid")).isChecked();
    assertThat(row("Learning rate").getByLabel("Values")).hasValue("0.001, 0.01");
    assertThat(visit.field("Name")).hasValue("endless");
  }

  private void form() {
    go("/sweeps");
    visit.link("New sweep").first().click();
    assertThat(visit.heading("New sweep")).isFocused();
    visit
        .page()
        .getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(Pattern.compile("^lenet5")))
        .check();
    visit.field("Data set (required)").selectOption(Trained.DATASET);
  }

  private Locator row(String parameter) {
    var options = new Page.GetByRoleOptions().setName(parameter).setExact(true);
    return visit.page().getByRole(AriaRole.GROUP, options);
  }

  private Locator method(String title) {
    var options = new Page.GetByRoleOptions().setName(Pattern.compile("^" + title));
    return visit.page().getByRole(AriaRole.RADIO, options);
  }

  private Locator summary() {
    return visit.page().locator("aside[aria-label=Summary]");
  }

  private static Locator.GetByLabelOptions exact() {
    return new Locator.GetByLabelOptions().setExact(true);
  }
}
