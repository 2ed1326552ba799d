package dev.pharos.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pharos.systemtests.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people do with the dashboard, done on a real platform. */
class DashboardST extends OnPlatform {
  @Test
  void aRunIsSubmittedThroughTheFormAndWatchedToItsEnd() throws IOException {
    go("/new");
    network("lenet5").check();
    visit.field("Data set (required)").selectOption(Trained.DATASET);
    visit.field("Epochs").fill("2");
    visit.field("Name").fill("from the form");
    visit.field("Register as").fill("browser-form");
    assertThat(visit.page().locator("pre").first()).containsText("--register browser-form");
    visit.button("Submit").click();

    assertThat(visit.heading("from the form")).isVisible();
    assertThat(visit.page()).hasTitle("from the form · Pharos");
    assertThat(state()).containsText("Succeeded", within(3));
    assertThat(canvas("Loss"))
        .hasAttribute("aria-label", Pattern.compile("train: .* at step \\d+"));
    assertThat(canvas("Top-1 error"))
        .hasAttribute("aria-label", Pattern.compile("validation: .*%"));
    assertThat(visit.page().getByRole(AriaRole.PROGRESSBAR)).hasAttribute("aria-valuenow", "100");
    assertThat(
            Files.readAllLines(
                visit.page().waitForDownload(() -> visit.button("CSV").click()).path()))
        .startsWith("metric,step,epoch,value,at")
        .anyMatch(line -> line.startsWith("validation/top1-error,"));

    visit.tab("Log").click();
    assertThat(visit.page().locator(".log-line").first()).isVisible();
    visit.tab("Job").click();
    assertThat(visit.page().locator(".artifacts")).containsText("model");
    assertThat(visit.link("browser-form v1")).isVisible();
  }

  @Test
  void aFormThatCannotBeRightIsRefusedBesideItsFields() {
    go("/new");
    visit.field("Data set (required)").selectOption(Trained.DATASET);
    visit.field("Epochs").fill("0");
    visit.field("Register as").fill("no good name");
    visit.button("Submit").click();

    assertThat(visit.field("Epochs")).isFocused();
    assertThat(visit.field("Epochs")).hasAttribute("aria-invalid", "true");
    assertThat(visit.field("Epochs"))
        .hasAccessibleDescription(Pattern.compile("whole number from 1 to 100,000"));
    assertThat(visit.field("Register as")).hasAttribute("aria-invalid", "true");
    assertThat(visit.page()).hasURL(Pattern.compile("/new$"));
  }

  @Test
  void whatThePlatformRefusesIsToldBesideTheFieldToo() {
    go("/new");
    visit.field("Data set (required)").selectOption(Trained.DATASET);
    // The page itself does not know what a network's settings may be.
    network("alexnet-mnist").check();
    visit.text("Settings of the network").click();
    visit.field("dropout").fill("7");
    visit.button("Submit").click();

    assertThat(visit.field("dropout")).isFocused();
    assertThat(visit.field("dropout")).hasAccessibleDescription(Pattern.compile("less than 1"));
  }

  @Test
  void aRunIsCancelledAfterAsking() {
    var run = Trained.submit(platform.client(), Map.of("epochs", 50_000), "browser-cancelled");
    go("/runs/" + run);
    visit.button("Cancel…").click();
    visit.button("Let it run").click();
    assertThat(visit.button("Cancel…")).isFocused();
    visit.button("Cancel…").click();
    visit.button("Cancel the run").click();

    assertThat(state()).containsText("Cancelled", within(1));
    assertThat(visit.button("Cancel…")).hasCount(0);
  }

  @Test
  void aRunIsSubmittedAgainWithChanges() {
    go("/runs/" + trained.run());
    visit.link("Submit again…").click();

    assertThat(visit.field("Epochs")).hasValue("5");
    assertThat(visit.field("Register as")).hasValue(Trained.MODEL);
  }

  @Test
  void theConfusionMatrixIsReadWithArrowKeys() {
    go("/runs/" + trained.run() + "?tab=test");
    var first = visit.page().locator("confusion-matrix td[data-row='0'][data-column='0']");
    first.focus();
    assertThat(visit.page().locator(".matrix-words")).containsText("True “0”, recognised as “0”");
    visit.page().keyboard().press("ArrowRight");
    assertThat(visit.page().locator(".matrix-words")).containsText("True “0”, taken for “1”");
    assertThat(visit.text("Most confused")).isVisible();
  }

  @Test
  void theLogIsSearchedAndDownloaded() throws Exception {
    go("/runs/" + trained.run() + "?tab=logs");
    assertThat(visit.page().locator(".log-line").first()).isVisible();
    visit.page().getByLabel("Search the log").fill("no such words");
    assertThat(visit.text("No line fits.")).isVisible();

    Download download = visit.page().waitForDownload(() -> visit.button("Download").click());
    assertThat(Files.readString(download.path())).isNotBlank();
  }

  @Test
  void runsAreFilteredAndCompared() {
    var other = Trained.submit(platform.client(), Map.of("epochs", 1, "seed", 2), "browser-other");
    Trained.awaitEnd(platform.client(), other);
    go("/runs?state=SUCCEEDED");
    row(trained.run()).getByRole(AriaRole.CHECKBOX).check();
    row(other).getByRole(AriaRole.CHECKBOX).check();
    visit.button("Compare (2)").click();

    assertThat(visit.heading("Compare 2 runs")).isFocused();
    assertThat(visit.page().locator("table.compare")).containsText("seed");
    assertThat(canvas("Train loss"))
        .hasAttribute("aria-label", Pattern.compile("at step \\d+.*; .*at step \\d+"));
    visit.page().locator("table.compare input").last().uncheck();
    assertThat(canvas("Train loss"))
        .not()
        .hasAttribute("aria-label", Pattern.compile("; .*at step \\d+"));

    visit.page().goBack();
    visit.page().getByLabel("Search runs").fill("nothing is called so");
    assertThat(visit.heading("No run fits")).isVisible();
    assertThat(visit.page()).hasURL(Pattern.compile("q=nothing"));
  }

  @Test
  void aVersionIsPromoted() {
    go("/models/" + Trained.MODEL);
    visit.button("Promote version 1").click();
    var alias = visit.page().locator("dialog").getByRole(AriaRole.COMBOBOX);
    alias.fill("not an alias");
    visit.button("Promote").click();
    assertThat(visit.page().locator("dialog .error")).containsText("not an alias");
    alias.fill("champion");
    visit.button("Promote").click();

    assertThat(visit.page().locator("[data-alias=champion]").first()).isVisible();
    assertThat(
            platform
                .client()
                .get("/v1/models/" + Trained.MODEL)
                .body()
                .path("aliases")
                .path("champion")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void imagesThatAreDroppedAreRecognised() {
    List<Path> images = Trained.heldOut(10);
    go("/classify?model=" + Trained.MODEL);
    visit.page().locator("input[type=file]").setInputFiles(images.toArray(Path[]::new));

    var winners = visit.page().locator(".predictions li[data-first] .prediction-label");
    assertThat(winners).hasCount(images.size());
    // Newest first, and the folder is the digit.
    var truth = images.stream().map(image -> image.getParent().getFileName().toString()).toList();
    var said = winners.allInnerTexts();
    long right = 0;
    for (int i = 0; i < truth.size(); i++) {
      right += said.get(truth.size() - 1 - i).equals(truth.get(i)) ? 1 : 0;
    }
    assertThat(right).as("%s for %s", said, truth).isGreaterThanOrEqualTo(7);
  }

  @Test
  void aDroppedFileThatIsNoImageIsRefusedReadably() {
    go("/classify?model=" + Trained.MODEL);
    assertThat(visit.page().locator("drop-zone")).isVisible();
    visit
        .page()
        .evaluate(
            """
            () => {
              const data = new DataTransfer();
              data.items.add(new File(['hello'], 'hello.png', { type: 'image/png' }));
              document.querySelector('.drop').dispatchEvent(
                  new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """);

    assertThat(visit.page().locator(".prediction .error")).containsText("image");
  }

  @Test
  void aTestImageIsTriedWithOneClick() {
    go("/classify?model=" + Trained.MODEL);
    visit.page().locator("try-samples button").first().click();

    assertThat(visit.page().locator(".prediction")).containsText(Pattern.compile("right|wrong"));
  }

  @Test
  void aDataSetShowsItsClassesAndImages() {
    go("/datasets");
    visit.link(Trained.DATASET).click();

    assertThat(visit.page().locator(".class-counts tbody tr")).hasCount(10);
    assertThat(visit.page().locator("sample-grid img")).hasCount(24);
    visit.page().getByLabel("Class", new Page.GetByLabelOptions().setExact(true)).selectOption("7");
    visit.page().getByLabel("Split").selectOption("test");
    assertThat(visit.page().locator("sample-grid figcaption").first()).containsText("7");
    assertThat(visit.page().locator("sample-grid figcaption").last()).containsText("test");
    assertThat(
            visit
                .page()
                .locator("sample-grid img")
                .first()
                .evaluate("image => image.decode().then(() => image.naturalWidth)"))
        .isEqualTo(28);
  }

  @Test
  void anArchiveIsUploadedAndBecomesADataSet() throws Exception {
    go("/import");
    visit.button("Import").click();
    assertThat(visit.text("Choose an archive")).isVisible();
    visit
        .page()
        .locator(".drop input[type=file]")
        .setInputFiles(Archives.zip(Images.digits(60, 5), "tiny-digits.zip"));
    assertThat(visit.page().getByLabel("Name (required)")).hasValue("tiny-digits");
    visit.button("Import").click();

    assertThat(visit.heading("Import of tiny-digits")).isVisible();
    assertThat(visit.link("See the images")).isVisible();
    visit.link("See the images").click();
    assertThat(visit.page().locator("sample-grid img").first()).isVisible();
  }

  @Test
  void aPathThatIsNotThereIsRefused() {
    go("/import");
    visit.page().getByText("A path on the platform").check();
    visit.page().locator("#field-path").fill("/no/such/folder");
    visit.page().getByLabel("Name (required)").fill("nothing");
    visit.button("Import").click();

    assertThat(visit.text("/no/such/folder").first()).isVisible();
    assertThat(visit.page()).hasURL(Pattern.compile("/import$"));
  }

  @Test
  void thePlatformPageShowsWorkersAndAddresses() {
    go("/platform");

    assertThat(visit.page().locator(".workers li").first()).containsText("Ready");
    assertThat(visit.page().locator(".code").first()).containsText("dev.pharos.job.submit.v1");
    assertThat(visit.page().locator(".facts")).containsText("127.0.0.1");
  }

  private Locator network(String name) {
    return visit.page().locator("input[name='network.name'][value='" + name + "']");
  }

  private Locator row(String run) {
    return visit.page().locator("tr[data-run='" + run + "']");
  }

  private Locator canvas(String chart) {
    return visit.page().locator("canvas[aria-label^='" + chart + ".']");
  }
}
