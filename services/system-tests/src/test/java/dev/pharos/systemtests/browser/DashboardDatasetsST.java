package dev.pharos.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.pharos.systemtests.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is seen of a data set, tried on its images and done with it, on a real platform. */
class DashboardDatasetsST extends OnPlatform {
  private static final String FLAWED = "browser-flawed";
  private static final int IMAGES = 60;
  private static final String DECODED_WIDTH =
      "image => image.decode().then(() => image.naturalWidth)";

  @BeforeAll
  static void importFlawed() throws IOException {
    Trained.imported(platform.client(), FLAWED, flawed());
  }

  /** Digits, one of them twice, and two files that are no images. */
  private static Path flawed() throws IOException {
    var folder = Images.digits(IMAGES, 11);
    var three = folder.resolve("3");
    try (var files = Files.list(three)) {
      Files.copy(files.sorted().findFirst().orElseThrow(), three.resolve("again.png"));
    }
    Files.writeString(three.resolve("words.png"), "no image at all");
    Files.createFile(three.resolve("nothing.png"));
    return folder;
  }

  @Test
  void aDataSetTellsWhatWasNoticedInIt() {
    go("/datasets/" + FLAWED);

    assertThat(section("Sizes").locator(".bars tbody tr"))
        .hasText(Pattern.compile("28 × 28\\s*61"));
    assertThat(section("Duplicates"))
        .containsText(Pattern.compile("Exactly the same\\s*· 1 group"));
    visit.page().locator(".duplicates summary").first().click();
    assertThat(section("Duplicates").locator("li").first()).containsText("3/again.png");
    assertThat(section("Statistics").locator("tbody th")).hasText("grey");
    assertThat(section("Statistics").locator("img").evaluate(DECODED_WIDTH)).isEqualTo(28);

    visit.text("2 files left out").click();
    assertThat(visit.page().locator(".quarantine tbody tr")).hasCount(2);
    assertThat(visit.page().locator(".quarantine")).containsText("3/words.png");
    assertThat(section("Used by")).containsText("No run has used this version");
  }

  @Test
  void whatIsUsedIsNotDeletedAndSaysByWhom() {
    go("/datasets/" + Trained.DATASET);
    assertThat(section("Used by").getByRole(AriaRole.LINK).first()).isVisible();
    visit.button("Delete…").click();

    var dialog = visit.page().locator("dialog");
    assertThat(dialog).containsText(Pattern.compile("Version 1 cannot go: \\d+ runs? depend"));
    assertThat(dialog).containsText("lenet5 on " + Trained.DATASET);
    assertThat(dialog.locator("input")).isDisabled();
    assertThat(dialog.locator("button")).hasText(new String[] {"Keep it"});
    visit.button("Keep it").click();
    assertThat(visit.button("Delete…")).isFocused();
  }

  @Test
  void aVersionIsDeletedAndThenTheDataSet() {
    var name = "browser-gone";
    Trained.imported(platform.client(), name, Images.digits(40, 21));
    Trained.imported(platform.client(), name, Images.digits(40, 22));
    go("/datasets/" + name);
    visit.button("Delete…").click();
    assertThat(visit.field("Version 2")).isChecked();
    visit.button("Delete").click();
    assertThat(visit.page().locator("select[aria-label=Version] option"))
        .hasText(new String[] {"Version 1"});

    visit.button("Delete…").click();
    visit.button("Delete").click();
    assertThat(visit.heading("Data sets")).isVisible();
    assertThat(visit.link(Trained.DATASET)).isVisible();
    assertThat(visit.link(name)).hasCount(0);
  }

  @Test
  void aVersionIsExported() throws IOException {
    go("/datasets/" + FLAWED);
    var download = visit.page().waitForDownload(() -> visit.link("Export as zip").click());

    try (var zip = new ZipFile(download.path().toFile())) {
      assertThat(zip.stream().filter(entry -> entry.getName().endsWith(".png")))
          .hasSize(IMAGES + 1);
    }
  }

  @Test
  void anImageIsSeenAsTrainingWouldSeeIt() {
    go("/datasets/" + FLAWED);
    visit.page().locator("sample-grid a").first().click();
    assertThat(visit.heading("Augmentation")).isFocused();
    var grid = visit.page().locator("img.augmented");
    var three = (Integer) grid.evaluate(DECODED_WIDTH);
    assertThat(three).isBetween(3 * 28, 3 * 28 + 16);
    visit.field("Images").selectOption("16");
    visit
        .page()
        .waitForFunction(
            "width => document.querySelector('.augmented').naturalWidth > width", three);

    visit.field("Window").selectOption("randomResizedCrop");
    visit.field("Cut-out").check();
    visit.field("Side, pixels").fill("6");
    visit.field("Area from").fill("2");
    assertThat(visit.field("Area from")).hasAttribute("aria-invalid", "true");
    visit.field("Area from").fill("0.5");
    assertThat(visit.page().locator("pre")).containsText("\"size\": 6");
    assertThat(visit.page()).hasURL(Pattern.compile("cutOut"));
    visit.page().reload();
    assertThat(visit.field("Area from")).hasValue("0.5");
    assertThat(grid).isVisible();

    visit.link("Train with this").click();
    visit.text("More settings").first().click();
    assertThat(visit.field("Augmentation")).hasValue(Pattern.compile("\"scale\":\\[0.5,1]"));
    assertThat(visit.field("Data set (required)")).hasValue(FLAWED);
    assertThat(visit.page().locator("pre").last())
        .containsText(Pattern.compile("\"cutOut\": \\{\\s*\"size\": 6"));
  }

  @Test
  void whatTheFormSaysOfAnAugmentationThePlatformUnderstands() {
    go("/networks");
    var answers =
        visit
            .page()
            .evaluate(
                """
                name => import('/js/core/augmentation.js').then(async (m) => {
                  const choices = [...Object.values(m.WORDS), { window: 'padAndCrop', mirror: 'yes', pixels: '2' },
                    { window: 'randomResizedCrop', colourJitter: 'yes', pcaColour: 'yes', cutOut: 'yes', normalisation: 'mean-image' }];
                  const wrong = [];
                  for (const chosen of choices) {
                    const augmentation = m.augmentationOf(chosen);
                    const again = m.augmentationOf(m.chosenOf(augmentation));
                    if (JSON.stringify(again) !== JSON.stringify(augmentation)) wrong.push([augmentation, again]);
                    const answer = await fetch(`/v1/datasets/${name}/versions/1/images/0/augmented`, {
                      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ augmentation }) });
                    if (!answer.ok) wrong.push(await answer.text());
                  }
                  return wrong;
                })
                """,
                FLAWED);
    assertThat(answers).isEqualTo(List.of());
  }

  @Test
  void aFolderIsUploadedAndAnotherAddedToIt() throws IOException {
    var name = "browser-folder";
    var folder = Images.digits(40, 31);
    var strange = "größer als neun, und mit Leerzeichen ".repeat(4).strip();
    Files.move(folder.resolve("9"), folder.resolve(strange));
    sendFolder(name, folder);
    visit.link("See the images").click();
    assertThat(visit.page().locator(".class-counts tbody th").last()).hasText(strange);
    assertThat(visit.page().locator(".tile").first()).containsText("10");

    go("/import?dataset=" + name);
    visit.field("Makes a version of").selectOption("add");
    sendFolder(name, Images.digits(20, 32));
    visit.link("See the images").click();
    assertThat(visit.page().locator("select[aria-label=Version]")).hasValue("2");
    assertThat(visit.page().locator(".tile").first()).containsText("11");
  }

  private void sendFolder(String name, Path folder) {
    if (!visit.page().url().contains("/import")) {
      go("/import");
    }
    visit.page().locator("input[webkitdirectory]").setInputFiles(folder);
    visit.field("Name (required)").fill(name);
    visit.button("Import").click();
    assertThat(visit.heading("Import of " + name)).isVisible();
  }

  @Test
  void anUploadGoesOnWhereTheConnectionBroke() throws IOException {
    var zip = Archives.zip(Images.digits(60, 41), "browser-broken-off.zip");
    var bytes = Files.readAllBytes(zip);
    var half = bytes.length / 2;
    var offsets = new ArrayList<String>();
    var cut = new AtomicBoolean(true);
    visit
        .page()
        .route(
            Pattern.compile("/uploads/"),
            route -> {
              var patch = route.request().method().equals("PATCH");
              if (patch) {
                offsets.add(route.request().headerValue("upload-offset"));
              }
              if (patch && offsets.size() == 1) {
                route.fetch(new Route.FetchOptions().setPostData(Arrays.copyOf(bytes, half)));
              }
              if (cut.get()) {
                route.abort("connectionreset");
              } else {
                route.resume();
              }
            });
    go("/import");
    visit.page().locator(".drop input[type=file]").setInputFiles(zip);
    visit.button("Import").click();
    assertThat(visit.text("The connection is lost")).isVisible();
    cut.set(false);

    assertThat(visit.heading("Import of browser-broken-off")).isVisible();
    assertThat(visit.link("See the images")).isVisible();
    assertThat(offsets).containsExactly("0", Integer.toString(half));
  }

  @Test
  void anUploadGoesOnAfterThePageWasLoadedAgain() throws IOException {
    var zip = Archives.zip(Images.digits(60, 43), "browser-reloaded.zip");
    var bytes = Files.readAllBytes(zip);
    var half = bytes.length / 2;
    var offsets = new ArrayList<String>();
    visit
        .page()
        .route(
            Pattern.compile("/uploads/"),
            route -> {
              var patch = route.request().method().equals("PATCH");
              if (patch) {
                offsets.add(route.request().headerValue("upload-offset"));
              }
              if (patch && offsets.size() == 1) {
                route.fetch(new Route.FetchOptions().setPostData(Arrays.copyOf(bytes, half)));
                route.abort("connectionreset");
              } else if (offsets.size() == 1 && visit.page().url().endsWith("/import")) {
                route.abort("connectionreset");
              } else {
                route.resume();
              }
            });
    go("/import");
    visit.page().locator(".drop input[type=file]").setInputFiles(zip);
    visit.button("Import").click();
    assertThat(visit.text("The connection is lost")).isVisible();

    go("/import?dataset=browser-reloaded");
    assertThat(visit.text("was broken off")).isVisible();
    visit.page().locator(".drop input[type=file]").setInputFiles(zip);
    visit.button("Import").click();

    assertThat(visit.heading("Import of browser-reloaded")).isVisible();
    assertThat(visit.link("See the images")).isVisible();
    assertThat(offsets).containsExactly("0", Integer.toString(half));
    go("/import");
    assertThat(visit.text("was broken off")).isHidden();
  }

  @Test
  void anUploadIsStopped() throws IOException {
    visit.page().route(Pattern.compile("/uploads/"), route -> {});
    go("/import");
    visit
        .page()
        .locator(".drop input[type=file]")
        .setInputFiles(Archives.zip(Images.digits(40, 51), "browser-stopped.zip"));
    visit.button("Import").click();
    visit.button("Stop the upload").click();

    assertThat(visit.text("Upload cancelled")).isVisible();
    assertThat(visit.field("Name (required)")).hasValue("browser-stopped");
  }

  private Locator section(String title) {
    return visit.page().locator("section", new Page.LocatorOptions().setHas(visit.heading(title)));
  }
}
